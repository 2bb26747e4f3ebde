from collections.abc import Iterator
from contextlib import contextmanager
from os import fsync, getpid
from pathlib import Path
from typing import Any, Protocol

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from articles.choices import State
from articles.exporting.export import export_in_batches
from articles.exporting.export_format import ExportFormat
from articles.exporting.formats import DEFAULT_FORMAT, FORMATS
from articles.models import Article
from newsroom.management.datetimes import datetime_or_day_argument


class Output(Protocol):
    def write(self, text: str, /) -> object: ...


class Command(BaseCommand):
    help = "Write articles for partners, one a line, by rising ids: what is public."

    def add_arguments(self, parser: CommandParser) -> None:
        time = "ISO 8601; without a zone, the newsroom's; a day is its first moment"
        parser.add_argument("article", nargs="*", type=int, help="ids; all of them by default")
        parser.add_argument(
            "--state",
            action="append",
            choices=State.values,
            help="what is in this state, instead of what is public; can be given again",
        )
        since = f"what has changed from then on ({time})"
        parser.add_argument("--since", type=datetime_or_day_argument, help=since)
        parser.add_argument(
            "--format",
            choices=list(FORMATS),
            default=DEFAULT_FORMAT.name,
            help=f"default: {DEFAULT_FORMAT.name}",
        )
        parser.add_argument(
            "--output",
            type=Path,
            metavar="FILE",
            help="there, once it is whole; the standard output by default",
        )

    def handle(self, *_args: str, **options: Any) -> None:
        articles = articles_in_states(options["state"] or [State.PUBLISHED])
        if options["article"]:
            articles = select_articles(articles, set(options["article"]))
        if options["since"]:
            articles = articles.changed_since(options["since"])
        path = options["output"]
        with open_file(path) if path else open_stdout(self.stdout) as out:
            count = write(out, articles, FORMATS[options["format"]])
        self.stderr.write(f"{count} exported.")


def articles_in_states(states: list[str]) -> Any:
    """Return the articles that are in any of these states now."""
    first, *others = map(Article.objects.in_state, states)
    for articles in others:
        first |= articles
    return first


def select_articles(articles: "QuerySet[Article]", ids: set[int]) -> Any:
    """Return the articles with these ids. Raises `CommandError` if one is missing."""
    found = articles.filter(pk__in=ids)
    if missing := sorted(ids - set(found.values_list("pk", flat=True))):
        numbers = ", ".join(map(str, missing))
        raise CommandError(f"Not there, or in another state than asked for (--state): {numbers}.")
    return found


def write(out: Output, articles: "QuerySet[Article]", export_format: ExportFormat) -> int:
    """Write the articles, one a line, and return how many there are."""
    count = 0
    for exported in export_in_batches(articles=articles, by=None, export_format=export_format):
        out.write(export_format.write_line(exported.content) + "\n")
        count += 1
    return count


@contextmanager
def open_stdout(stdout: Any) -> Iterator[Any]:
    """Yield the standard output, whose reader may stop early."""
    try:
        yield stdout
        stdout.flush()
    except BrokenPipeError as error:
        raise CommandError("Nobody reads the output any more: it is not whole.") from error


@contextmanager
def open_file(path: Path) -> Iterator[Any]:
    """Yield a file that gets its name when all has been written."""
    part = path.with_name(f".{path.name}.{getpid()}.part")
    try:
        with part.open("x", encoding="utf-8") as out:
            yield out
            out.flush()
            fsync(out.fileno())
        part.replace(path)
    except OSError as error:
        raise CommandError(f"{path} was not written: {error}") from error
    finally:
        part.unlink(missing_ok=True)
