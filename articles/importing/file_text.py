"""The text of an imported file, and its lines."""

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from charset_normalizer import from_bytes

from articles.importing.errors import UnusableFile
from newsroom.lib.characters import find_unstorable

MAX_BYTES: Final = 5 * 1024 * 1024
LINE_END: Final = re.compile(r"\r\n|\r|\n")
UTF_16_BOMS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its number from 1, and where it starts in the file's text."""

    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A file's text as it stands (without a byte order mark) and its lines that are not blank.

    Offsets are code points in `text`. The first line is the headline, the second the deck, each
    further one a paragraph.
    """

    text: str
    lines: tuple[Line, ...]

    def line_at(self, offset: int) -> Line:
        """Return the line at `offset`. Raises `UnusableFile` between lines."""
        index = bisect_right(self.lines, offset, key=lambda line: line.start) - 1
        if index < 0 or offset >= self.lines[index].end:
            raise UnusableFile(f"Offset {offset} is in no line of text.")
        return self.lines[index]


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file. Raises `UnusableFile` if unreadable or larger than 5 MB."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnusableFile(f"It cannot be read: {error.strerror}.") from error
    if len(content) > MAX_BYTES:
        raise UnusableFile("It has more than 5 MB.")
    return content


def read_story(content: bytes, encoding: str) -> StoryFile:
    """Return the lines of a file. Raises `UnusableFile` if it cannot be decoded or has no body."""
    text = _decode(content, encoding)
    _refuse_characters(text)
    lines = tuple(_lines(text))
    if not lines:
        raise UnusableFile("It is empty.")
    if len(lines) < 3:  # noqa: PLR2004 - headline, deck, first paragraph
        found = "a headline" if len(lines) == 1 else "a headline and a deck"
        raise UnusableFile(f"It has {found} but no body.", lines[-1].number)
    return StoryFile(text, lines)


def _decode(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = content.count(b"\n", 0, start) + 1
        raise UnusableFile(f"It is not {encoding}{_guess(content)}.", line) from error
    return text.removeprefix("\ufeff")


def _guess(content: bytes) -> str:
    """Return a hint at the encoding for people, or "". A guess is never imported."""
    if content.startswith(UTF_16_BOMS):
        return "; it looks like utf-16: --encoding utf-16"
    best = from_bytes(content[:100_000]).best()
    return f"; it may be {best.encoding}: --encoding {best.encoding}" if best else ""


def _refuse_characters(text: str) -> None:
    if found := find_unstorable(text):
        at, name = found
        raise UnusableFile(f"It holds {name}.", len(LINE_END.findall(text, 0, at)) + 1)


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for number, line in enumerate(LINE_END.split(text), 1):
        if line.strip():
            yield Line(number, start, line)
        end = LINE_END.match(text, start + len(line))
        start += len(line) + (len(end.group()) if end else 0)
