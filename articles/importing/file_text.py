"""The lines of an imported file, and which of them are headline, deck and paragraphs."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from articles.importing.errors import UnusableFile
from articles.importing.line_ends import LINE_END, line_number
from articles.importing.reading import Reading
from articles.importing.wire import WireStory, is_surely_wire, looks_like_wire, take_apart
from articles.importing.wrapped_lines import Line, join_lines, width_if_wrapped
from articles.tagging import Field
from newsroom.lib.characters import find_unstorable

MAX_BYTES: Final = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A file's text as it stands (without a byte order mark), and the lines that are its fields.

    Offsets are code points in `text`. The first line is the headline, the second the deck if
    `has_deck`, each further one a paragraph; where lines were joined, a paragraph is one `Line`.
    `dateline`, `byline` and `header` are what was taken out of a wire story; `proposals` say how
    else the file may be read, and `notes` are for people: what was taken out, and proposals.
    """

    text: str
    lines: tuple[Line, ...]
    has_deck: bool = True
    is_joined: bool = False
    dateline: str = ""
    byline: str = ""
    header: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()

    @property
    def notes(self) -> Iterator[str]:
        if self.header:
            yield f"wire header taken out: {' | '.join(self.header)}"
        if self.dateline:
            yield f"dateline: {self.dateline}"
        if self.byline:
            yield f"byline: {self.byline}"
        yield from self.proposals

    @property
    def fields(self) -> dict[Field, tuple[Line, ...]]:
        """The lines of each field."""
        body = 1 + self.has_deck
        parts = self.lines[:1], self.lines[1:body], self.lines[body:]
        return dict(zip((Field.HEADLINE, Field.DECK, Field.BODY), parts, strict=True))

    @property
    def words(self) -> str:
        """The words below the headline as one text."""
        return "\n".join(line.text for line in self.lines[1:])

    def line_at(self, offset: int) -> Line:
        """Return the line at `offset`. Raises `UnusableFile` between lines."""
        index = bisect_right(self.lines, offset, key=lambda line: line.start) - 1
        if index < 0 or offset >= self.lines[index].end:
            raise UnusableFile(
                f"Offset {offset} is in no line of text that becomes a field.",
                line_number(self.text[:offset]),
            )
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


def read_story(text: str, reading: Reading) -> StoryFile:
    """Return the lines of a file. Raises `UnusableFile` if it has no headline or no body."""
    _refuse_characters(text)
    lines = list(_lines(text))
    if not lines:
        raise UnusableFile("It is empty.")
    is_wire = is_surely_wire(lines) if reading.wire is None else reading.wire
    wire = take_apart(lines) if is_wire else WireStory(tuple(lines))
    headline, *rest = wire.lines or lines[:1]
    width = width_if_wrapped(rest)
    # A wire's story has no deck, and is wrapped more often than not.
    has_deck = not (is_wire if reading.no_deck is None else reading.no_deck)
    is_joined = (is_wire and bool(width)) if reading.join_lines is None else reading.join_lines
    if is_joined:
        rest = list(join_lines(text, rest))
    _refuse_without_body(headline, rest, has_deck)
    return StoryFile(
        text=text,
        lines=(headline, *rest),
        has_deck=has_deck,
        is_joined=is_joined,
        dateline=wire.dateline,
        byline=wire.byline,
        header=wire.header,
        proposals=tuple(_proposals(reading, lines, is_wire, 0 if is_joined else width)),
    )


def _proposals(reading: Reading, lines: list[Line], is_wire: bool, width: int) -> Iterator[str]:
    """Yield proposals to read a file otherwise, where nobody has said how.

    `width` is that of lines which look wrapped and were not joined, or 0.
    """
    if reading.wire is None and not is_wire and looks_like_wire(lines):
        yield "It looks like a wire's story: --wire takes its header and dateline apart."
    if reading.join_lines is None and width:
        yield f"Its lines look wrapped at {width} characters: --join-lines makes paragraphs."


def _refuse_without_body(headline: Line, rest: list[Line], has_deck: bool) -> None:
    if len(rest) <= has_deck:
        if not rest:
            raise UnusableFile("It has a headline but no body.", headline.number)
        raise UnusableFile(
            "It has a headline and a deck but no body. With --no-deck, this line is a paragraph.",
            rest[0].number,
        )


def _refuse_characters(text: str) -> None:
    if found := find_unstorable(text):
        at, name = found
        raise UnusableFile(f"It holds {name}.", line_number(text[:at]))


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for number, line in enumerate(LINE_END.split(text), 1):
        if line.strip():
            yield Line(number, start, line)
        end = LINE_END.match(text, start + len(line))
        start += len(line) + (len(end.group()) if end else 0)
