"""`manage.py import_articles PATH…`: import text files as articles with tags."""

import os
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import connections
from tqdm import tqdm

from articles.importing.batches import Outcome, import_batch, key_at
from articles.importing.errors import UnusableFile
from articles.importing.import_files import ImportOptions
from newsroom.lib.workers import set_up_process
from newsroom.management.text_command import TextCommand

# Files that share a transaction, which takes a third of the time of one each.
BATCH_SIZE = 20
STATUSES = ("created", "updated", "unchanged", "failed")


class Command(TextCommand):
    help = (
        "Import text files: line 1 the headline, line 2 the deck, then a paragraph a line. "
        "NAME.tags.json beside NAME.txt gives tags and details. Can be run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="Files, or folders with .txt files."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done; store nothing."
        )
        parser.add_argument(
            "--publish", action="store_true", help="Publish what is created or updated."
        )
        parser.add_argument(
            "--encoding", default="utf-8", help="Of the text files (default: utf-8)."
        )
        parser.add_argument(
            "--section", default="News", help="For files that name none (default: News)."
        )
        parser.add_argument(
            "--replace-edits",
            action="store_true",
            help="Import changed files even over text that the newsroom has edited since.",
        )
        parser.add_argument(
            "--suggest",
            action="store_true",
            help="Suggest tags for what is created or updated; editors accept or reject them.",
        )
        parser.add_argument("--jobs", type=int, default=1, help="Processes that work side by side.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["jobs"] < 1:
            raise CommandError("--jobs needs a number from 1.")
        _check_encoding(options["encoding"])
        paths = list(dict.fromkeys(_files(options["paths"])))
        counts = self.report(self.run(paths, options), len(paths), options["verbosity"])
        summary = ", ".join(f"{counts[status]} {status}" for status in STATUSES)
        self.stdout.write(f"{'Would be: ' if options['dry_run'] else ''}{summary}")
        if counts["failed"]:
            sys.exit(1)

    def run(self, paths: list[Path], options: dict[str, Any]) -> Iterator[Outcome]:
        clashes, unique = _without_clashes(paths)
        yield from clashes
        import_some = partial(
            import_batch, options=_import_options(options), is_dry_run=options["dry_run"]
        )
        batches = [unique[i : i + BATCH_SIZE] for i in range(0, len(unique), BATCH_SIZE)]
        with _mapper(options["jobs"]) as mapper:
            yield from chain.from_iterable(mapper(import_some, batches))

    def report(self, outcomes: Iterable[Outcome], total: int, verbosity: int) -> Counter[str]:
        """Write a line for each file and, on a terminal, the progress below."""
        counts: Counter[str] = Counter()
        progress = tqdm(outcomes, total=total, unit=" articles", disable=None, leave=False)
        try:
            for outcome in progress:
                counts[outcome.status] += 1
                if verbosity or outcome.status == "failed":
                    self.say(outcome, progress)
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
        encoding=options["encoding"],
        section=options["section"],
        is_published=options["publish"],
        may_replace_edits=options["replace_edits"],
        is_suggested=options["suggest"],
    )


def _check_encoding(encoding: str) -> None:
    try:
        "".encode(encoding)
    except (LookupError, ValueError) as error:
        raise CommandError(f"There is no encoding “{encoding}”.") from error


def _printable(path: Path) -> str:
    """Return the path with undecodable bytes escaped, as a terminal can show it."""
    return os.fsencode(path).decode(errors="backslashreplace")


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise CommandError(f"{_printable(path)}: there is no such file or folder.")
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*.txt") if found.is_file())
        else:
            yield path


def _without_clashes(paths: list[Path]) -> tuple[list[Outcome], list[Path]]:
    """Return failures for files with the slug of an earlier file, and the other files."""
    claimed: dict[str, Path] = {}
    clashes, unique = [], []
    for path in paths:
        try:
            first = claimed.setdefault(key_at(path), path)
        except UnusableFile:
            first = path  # reported when the file is read
        if first is path:
            unique.append(path)
        else:
            clashes.append(Outcome(path, "failed", (f"It has the same slug as {first}.",)))
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
