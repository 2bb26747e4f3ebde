"""Gold texts in files: an object a line (`.jsonl`), or marked by hand (`.txt`: `marked_gold`)."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from articles.suggestions.engine.marked_gold import MarkError, Record, read_records


class GoldFileError(Exception):
    """A gold file cannot be read, or what it says cannot be true."""


class _Span(msgspec.Struct):
    start: int
    end: int
    name: str = ""
    speaker: str | None = None
    speaker_kind: str | None = None
    ignore: bool = False


class _Gold(msgspec.Struct):
    """A line of a gold file. Other members are ignored."""

    id: str
    text: str
    quotes: list[_Span] = []
    people: list[_Span] = []
    organisations: list[_Span] = []
    scare: list[_Span] = []


def is_marked(path: Path) -> bool:
    """Return whether a gold file is marked by hand: it says the language and kind of each text."""
    return path.suffix == ".txt"


def read_gold(path: Path, language: str) -> Iterator[Record]:
    """Yield the texts of a gold file; raise GoldFileError. A marked file knows its languages."""
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldFileError(f"{path}: {error}") from error
    records = (
        _read_marked(path, content) if is_marked(path) else _read_lines(path, content, language)
    )
    seen: set[str] = set()
    for place, record in records:
        if record.id in seen:
            raise GoldFileError(f"{place}: {record.id} is there twice.")
        seen.add(record.id)
        yield record


def _read_marked(path: Path, content: str) -> Iterator[tuple[str, Record]]:
    try:
        for record in read_records(content):
            yield f"{path}, {record.id}", record
    except MarkError as error:
        raise GoldFileError(f"{path}, {error}") from error


def _read_lines(path: Path, content: str, language: str) -> Iterator[tuple[str, Record]]:
    for number, line in enumerate(content.splitlines(), 1):
        if line.strip():
            place = f"{path}, line {number}"
            yield place, _read_line(place, line, language)


def _read_line(place: str, line: str, language: str) -> Record:
    try:
        gold = msgspec.json.decode(line, type=_Gold)
    except msgspec.DecodeError as error:
        raise GoldFileError(f"{place}: {error}") from error
    for span in (*gold.quotes, *gold.people, *gold.organisations, *gold.scare):
        if not 0 <= span.start < span.end <= len(gold.text):
            raise GoldFileError(f"{place}: {span.start} to {span.end} is outside of the text.")
    members = msgspec.to_builtins(gold)
    return Record(**members, language=language, kind="", names="")
