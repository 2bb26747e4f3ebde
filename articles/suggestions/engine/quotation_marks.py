"""Pairing of quotation marks: the places of quoted words, whatever marks the text uses.

Whether a mark opens or closes is read from the characters beside it, and only then from its shape:
writers confuse shapes, and German closes with the mark that English opens with. A quotation that is
not closed runs to the end of its paragraph. It continues in the next paragraph if that begins with
a mark again (as newspapers print a quote of several paragraphs) or closes it.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from operator import attrgetter
from typing import NamedTuple

from articles.suggestions.engine.single_marks import find_single_quotations
from articles.suggestions.engine.spans import Span, lines_of

# Marks that can be paired; those that open by shape come first.
_FAMILIES = ('“„‟"”', "«»", "「『」』")
_FAMILY_OF = {mark: family for family in _FAMILIES for mark in family}
_OPENS_BY_SHAPE = frozenset("“„«「『")
_CLOSES_BY_SHAPE = frozenset("”»」』")
_SINGLE = "‘’"
_OPENERS = frozenset("([{—–-/‘'¿¡")
_ENDERS = frozenset(")]}—–-/’'.,;:!?…،؛؟。")


# A repeated mark counts once.
_MARK = re.compile(rf"([{re.escape(''.join(_FAMILIES))}])\1*")
_WORD = re.compile(r"[^\W_]")


class Side(Enum):
    OPENS = "opens"
    CLOSES = "closes"
    EITHER = "either"


class Quotation(NamedTuple):
    """Words between marks, with the marks, in one paragraph.

    `continues`: it continues the quotation before it. `is_closed`: it ends with a mark.
    """

    start: int
    end: int
    is_closed: bool = True
    continues: bool = False

    @property
    def span(self) -> Span:
        return self.start, self.end


class _Mark(NamedTuple):
    start: int
    end: int
    family: str
    side: Side


def find_quotations(text: str) -> list[Quotation]:
    """Return the outermost quotations in order. Time is linear in the length of the text."""
    found: list[Quotation] = []
    is_open = False
    for line in lines_of(text):
        quotations = [*_in_line(text, line, is_open=is_open)]
        found += [
            quotation
            for quotation in quotations
            if _WORD.search(text, quotation.start, quotation.end)
        ]
        is_open = bool(quotations) and not quotations[-1].is_closed
    return found


def _in_line(text: str, line: Span, *, is_open: bool) -> Iterator[Quotation]:
    marks = _marks(text, line)
    if not marks:
        return
    continues = is_open and marks[0].start == _first_word(text, line)
    opened: _Mark | None = None
    if is_open and not continues and _closes_from_before(marks):
        yield Quotation(line[0], marks[0].end, continues=True)
        marks = marks[1:]
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        if opened is None:
            opened = mark if _opens(mark, following) else None
        elif mark.family == opened.family:
            if _opens_anew(mark, following):
                opened, continues = mark, False
            else:
                yield Quotation(opened.start, mark.end, continues=continues)
                opened, continues = None, False
    if opened is not None:
        end = line[0] + len(text[slice(*line)].rstrip())
        yield Quotation(opened.start, end, is_closed=False, continues=continues)


def _opens(mark: _Mark, following: _Mark | None) -> bool:
    """Return whether the mark opens.

    One that seems to close opens only if the next one closes too (a misplaced space).
    """
    if mark.side is not Side.CLOSES:
        return True
    return following is not None and following.side is Side.CLOSES


def _opens_anew(mark: _Mark, following: _Mark | None) -> bool:
    """Return whether this mark opens the quotation, so that the mark before it was an error."""
    if mark.side is not Side.OPENS or following is None:
        return False
    return following.side is Side.CLOSES and following.family == mark.family


def _closes_from_before(marks: Sequence[_Mark]) -> bool:
    """Return whether the first mark of a line closes the quotation of the line before."""
    if marks[0].side is not Side.CLOSES:
        return False
    return len(marks) == 1 or marks[1].side is not Side.CLOSES


def _first_word(text: str, line: Span) -> int:
    return line[1] - len(text[slice(*line)].lstrip())


def _marks(text: str, line: Span) -> list[_Mark]:
    marks = [*_double_marks(text, line), *_single_marks(text, line)]
    return sorted(marks, key=attrgetter("start"))


def _single_marks(text: str, line: Span) -> Iterator[_Mark]:
    for start, end in find_single_quotations(text, line):
        yield _Mark(start, start + 1, _SINGLE, Side.OPENS)
        if end < line[1]:
            yield _Mark(end, end + 1, _SINGLE, Side.CLOSES)


def _double_marks(text: str, line: Span) -> Iterator[_Mark]:
    for found in _MARK.finditer(text, *line):
        if not _is_measure(text, found.start()):
            family = _FAMILY_OF[found[1]]
            yield _Mark(*found.span(), family, _side(text, found.span(), line))


def _is_measure(text: str, position: int) -> bool:
    """Return whether the mark stands for inches: 5'11", a 12" gun."""
    if text[position] != '"' or position == 0:
        return False
    before = text[max(0, position - 4) : position]
    return before[-1].isdigit() and ("'" in before or text[position + 1 : position + 2] == "-")


def _side(text: str, mark: Span, line: Span) -> Side:
    before = text[mark[0] - 1] if mark[0] > line[0] else " "
    after = text[mark[1]] if mark[1] < line[1] else " "
    may_open = before.isspace() or before in _OPENERS
    may_close = after.isspace() or after in _ENDERS
    if may_open != may_close:
        return Side.OPENS if may_open else Side.CLOSES
    if text[mark[0]] in _OPENS_BY_SHAPE:
        return Side.OPENS
    return Side.CLOSES if text[mark[0]] in _CLOSES_BY_SHAPE else Side.EITHER
