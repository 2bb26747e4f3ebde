"""Lines that were wrapped at a width, as a wire wraps them, and the paragraphs they make."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

FEWEST_LINES: Final = 5
WIDEST: Final = 100
# A line that ends before this share of the longest one ends its paragraph.
SHORT: Final = 2 / 3
SENTENCE_END: Final = re.compile(r"[.!?…:;؟。][\s\"'”’»)\]]*$")
# A hyphen at the end of a line, and the break after it: the word goes on.
BROKEN_WORD: Final = re.compile(r"(?<=[^\W_]-)([ \t]*(?:\r\n|\r|\n)[ \t]*)(?=[^\W_])")
# Removed from every text, and so a way to take characters out without moving any offset.
NO_WIDTH: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its number from 1, and where it starts in the file's text."""

    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())


def width_if_wrapped(lines: Sequence[Line]) -> int:
    """Return the width at which lines were wrapped, or 0 if they look like paragraphs.

    Wrapped are at least five lines of at most 100 characters, of which half end within a sentence.
    """
    if len(lines) < FEWEST_LINES:
        return 0
    width = max(len(line.text.rstrip()) for line in lines)
    broken = sum(not SENTENCE_END.search(line.text) for line in lines[:-1])
    long = sum(len(line.text.rstrip()) >= SHORT * width for line in lines)
    is_wrapped = width <= WIDEST and 2 * broken >= len(lines) and 2 * long >= len(lines)
    return width if is_wrapped else 0


def join_lines(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    """Yield a line for each paragraph of wrapped lines.

    Its text is the file's, from the first of its lines to the last, with the line ends, which count
    as white space: so offsets stay as they are. After a hyphen the word goes on without a space. A
    paragraph ends at a blank line, before a line that is indented more than the one before, and
    after a line that is much shorter than the longest.
    """
    if not lines:
        return
    width = max(len(line.text.rstrip()) for line in lines)
    first = lines[0]
    for line, following in pairwise([*lines, None]):
        assert line is not None
        if following is None or _is_end(line, following, width):
            raw = text[first.start : line.end]
            yield replace(first, text=BROKEN_WORD.sub(_without_width, raw))
            first = following or line


def _is_end(line: Line, following: Line, width: int) -> bool:
    return (
        following.number > line.number + 1
        or following.indent > line.indent
        or len(line.text.rstrip()) < SHORT * width
    )


def _without_width(found: re.Match[str]) -> str:
    return NO_WIDTH * len(found.group())


def joined_words(text: str) -> str:
    """Return words from wrapped lines as they stand once the lines are joined."""
    return " ".join(BROKEN_WORD.sub("", text).split())
