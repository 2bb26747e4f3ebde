"""`manage.py import_articles PATH…`: import text files as articles with tags."""

import os
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import connections
from tqdm import tqdm

from articles.importing.batches import import_batch
from articles.importing.encodings import is_encoding
from articles.importing.errors import UnusableFile
from articles.importing.folders import Found, StoryPath, find_stories
from articles.importing.manifest import find_stories_of_manifest
from articles.importing.options import ImportOptions
from articles.importing.outcomes import Outcome
from articles.importing.reading import Reading
from articles.importing.source import key_at
from newsroom.lib.workers import set_up_process
from newsroom.management.text_command import TextCommand

# Files that share a transaction, which takes a third of the time of one each.
BATCH_SIZE = 20
STATUSES = ("created", "updated", "unchanged", "failed")
IGNORED = "ignored"
READINGS = {
    ("--no-deck", "--deck"): "The second line is a paragraph, and no deck.",
    ("--join-lines", "--no-join-lines"): "Make paragraphs of lines that were wrapped at a width.",
    (
        "--wire",
        "--no-wire",
    ): "Take the header, the trailer and the dateline of a news agency apart. A file that "
    "begins with ZCZC is read so unless --no-wire is given.",
}


class Command(TextCommand):
    help = (
        "Import text files: line 1 the headline, line 2 the deck, then a paragraph a line. "
        "NAME.tags.json beside NAME.txt gives tags and details. Can be run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="*", type=Path, metavar="PATH", help="Files, or folders with .txt files."
        )
        parser.add_argument(
            "--manifest",
            type=Path,
            metavar="FILE",
            help="A CSV that says of each file how it is read: path, encoding, no_deck, "
            "join_lines, wire. Without a PATH, its files are imported.",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done; store nothing."
        )
        parser.add_argument(
            "--publish", action="store_true", help="Publish what is created or updated."
        )
        parser.add_argument(
            "--encoding",
            default="utf-8",
            help="Of the text files (default: utf-8). With auto, each is read in the encoding that "
            "its words leave no doubt of, or fails.",
        )
        for (name, opposite), text in READINGS.items():
            dest = name.strip("-").replace("-", "_")
            parser.add_argument(name, dest=dest, action="store_const", const=True, help=text)
            parser.add_argument(opposite, dest=dest, action="store_const", const=False)
        parser.add_argument(
            "--section", default="News", help="For files that name none (default: News)."
        )
        parser.add_argument(
            "--replace-edits",
            action="store_true",
            help="Import changed files even over text that the newsroom has edited since.",
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="Import changed files even if they are another story than their article.",
        )
        parser.add_argument(
            "--new",
            action="store_true",
            help="Make another article of such files.",
        )
        parser.add_argument(
            "--suggest",
            action="store_true",
            help="Suggest tags for what is created or updated; editors accept or reject them.",
        )
        parser.add_argument("--jobs", type=int, default=1, help="Processes that work side by side.")

    def handle(self, *args: Any, **options: Any) -> None:
        _check_options(options)
        found = _find(options)
        total = len(found.stories) + len(found.others)
        counts = self.report(self.run(found, options), total, options["verbosity"])
        shown = [*STATUSES, *([IGNORED] if counts[IGNORED] else [])]
        summary = ", ".join(f"{counts[status]} {status}" for status in shown)
        self.stdout.write(f"{'Would be: ' if options['dry_run'] else ''}{summary}")
        if counts["failed"]:
            sys.exit(1)

    def run(self, found: Found, options: dict[str, Any]) -> Iterator[Outcome]:
        """Yield an outcome for each file, and for what is no text.

        A file that was refused for its words is tried again at the end: the one that it would have
        changed may have been met elsewhere meanwhile.
        """
        yield from found.others
        clashes, unique = _without_clashes(found.stories)
        yield from clashes
        import_some = partial(
            import_batch, options=_import_options(options), is_dry_run=options["dry_run"]
        )
        batches = [unique[i : i + BATCH_SIZE] for i in range(0, len(unique), BATCH_SIZE)]
        refused = set()
        with _mapper(options["jobs"]) as mapper:
            for outcome in chain.from_iterable(mapper(import_some, batches)):
                if outcome.is_another_story:
                    refused.add(outcome.path)
                else:
                    yield outcome
        for story in unique:
            if story.path in refused:
                yield from import_some([story])

    def report(self, outcomes: Iterable[Outcome], total: int, verbosity: int) -> Counter[str]:
        """Write a line for each file and, on a terminal, the progress below."""
        counts: Counter[str] = Counter()
        progress = tqdm(outcomes, total=total, unit=" articles", disable=None, leave=False)
        try:
            for outcome in progress:
                counts[outcome.status] += 1
                if verbosity or outcome.status in ("failed", IGNORED):
                    self.say(outcome, progress)
        except BrokenProcessPool as error:
            progress.close()
            raise CommandError(
                "A process of the import was ended. What was imported stays; run it again."
            ) from error
        except KeyboardInterrupt:
            progress.close()
            self.stderr.write("Interrupted. What was imported stays; run it again for the rest.")
            sys.exit(130)
        return counts

    def say(self, outcome: Outcome, progress: "tqdm[Outcome]") -> None:
        out = self.stderr if outcome.status == "failed" else self.stdout
        with progress.external_write_mode():
            out.write(f"{outcome.status:<9}  {_printable(outcome.path)}")
            for line in outcome.lines:
                out.write(f"           {line}")


def _import_options(options: dict[str, Any]) -> ImportOptions:
    return ImportOptions(
        reading=Reading(
            options["encoding"], options["no_deck"], options["join_lines"], options["wire"]
        ),
        section=options["section"],
        is_published=options["publish"],
        may_replace_edits=options["replace_edits"],
        may_replace_words=options["replace"],
        makes_new=options["new"],
        is_suggested=options["suggest"],
    )


def _check_options(options: dict[str, Any]) -> None:
    if options["jobs"] < 1:
        raise CommandError("--jobs needs a number from 1.")
    if not is_encoding(options["encoding"]):
        raise CommandError(f"There is no encoding “{options['encoding']}”.")
    if options["new"] and options["replace"]:
        raise CommandError("--new and --replace are two answers to one question: give one.")
    if not options["paths"] and not options["manifest"]:
        raise CommandError("Name a file, a folder or a --manifest.")
    for path in options["paths"]:
        if not path.exists() and not path.is_symlink():
            raise CommandError(f"{_printable(path)}: there is no such file or folder.")


def _printable(path: Path) -> str:
    """Return the path with undecodable bytes escaped, as a terminal can show it."""
    return os.fsencode(path).decode(errors="backslashreplace")


def _find(options: dict[str, Any]) -> Found:
    """Return the files to import, with what the manifest says of them."""
    manifest = options["manifest"]
    if not manifest:
        return find_stories(options["paths"])
    try:
        return find_stories_of_manifest(manifest, options["paths"])
    except UnusableFile as error:
        raise CommandError(f"{_printable(manifest)}: {error.message}") from error


def _without_clashes(stories: list[StoryPath]) -> tuple[list[Outcome], list[StoryPath]]:
    """Return failures for files that claim to be the same as an earlier file, and the others."""
    claimed: dict[str, Path] = {}
    clashes, unique = [], []
    for story in stories:
        try:
            first = claimed.setdefault(key_at(story), story.path)
        except UnusableFile:
            first = story.path  # reported when the file is read
        if first is story.path:
            unique.append(story)
        else:
            line = f"It has the same slug as {first}, or the same source id or name."
            clashes.append(Outcome(story.path, "failed", (line,)))
    return clashes, unique


@contextmanager
def _mapper(jobs: int) -> Iterator[Any]:
    """Yield a `map` that runs in this process, or in `jobs` others, and keeps the order."""
    if jobs == 1:
        yield map
        return
    connections.close_all()
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=set_up_process)
    try:
        yield pool.map
    finally:
        pool.shutdown(cancel_futures=True)
