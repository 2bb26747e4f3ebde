"""Runs of capitalised words, which may be names."""

import re
from collections.abc import Iterator, Sequence

from articles.suggestions.engine.name_words import ORGANISATION_ENDS, ORGANISATION_HEADS
from articles.suggestions.engine.spans import Span, lines_of

# Capital letters of Latin, Greek and Cyrillic.
_CAPITALS = "".join(chr(code) for code in range(0x41, 0x530) if chr(code).isupper())
_WORD = (
    r"(?:(?<![\w’'])(?:(?:abu|al|bin|da|das|de|del|den|der|di|dos|du|el|ibn|la|le|ould|ter|van|von"
    rf"|zu)[ -])+(?=[{_CAPITALS}]))?"
    rf"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Jr|Sr|St)\."
    rf"|[{_CAPITALS}]\.(?:[{_CAPITALS}]\.)*(?=[\s,;:’')\"”-]|$)|[{_CAPITALS}][\w’'.&-]*\w|[{_CAPITALS}](?!\w)"
    rf"|\d+(?:st|nd|rd|th)(?= [{_CAPITALS}]))"
)
# Eight words and no more: longer runs are headings, and each has to be read in bounded time.
_RUN = re.compile(rf"(?<![\w’'#@-]){_WORD}(?:[ \u00a0]{_WORD}){{0,7}}")
_OF = re.compile(r" (?:of|for)(?: the)? ")
_AND = re.compile(r" and ")
_POSSESSIVE = re.compile(r"[’']s?$")
_MOST_JOINED = 4
_FEWEST_WORDS_OF_HEADING = 3
_MOST_BEFORE_AND, _MOST_BEHIND_AND = 2, 3


def runs_of(text: str) -> Iterator[Span]:
    """Yield runs of capitalised words, joined over "of", "for" and "and" inside organisations."""
    pending: list[Span] = []
    for found in _RUN.finditer(text):
        span = found.span()
        if pending and not _belong_together(text, pending, span):
            yield pending[0][0], pending[-1][1]
            pending = []
        pending.append(span)
    if pending:
        yield pending[0][0], pending[-1][1]


def headings_of(text: str) -> Iterator[Span]:
    """Yield the lines of several words that are all in capitals, which name nobody."""
    for start, end in lines_of(text):
        line = text[start:end]
        if line.isupper() and len(line.split()) >= _FEWEST_WORDS_OF_HEADING:
            yield start, end


def without_possessive(text: str, span: Span) -> Span:
    """Return the span without a possessive "'s" and without the apostrophe behind a word."""
    end = span[1]
    while end > span[0]:
        found = _POSSESSIVE.search(text, max(span[0], end - 2), end)
        if not found:
            break
        end = found.start()
    return span[0], end


def _belong_together(text: str, joined: Sequence[Span], right: Span) -> bool:
    left = joined[0][0], joined[-1][1]
    if right[0] - left[1] > len(" for the ") or len(joined) > _MOST_JOINED:
        return False
    gap = text[left[1] : right[0]]
    words = text[slice(*left)].split()
    if _OF.fullmatch(gap):
        is_head = words[-1] in ORGANISATION_HEADS or words[0] in ORGANISATION_HEADS
        return is_head and " of " not in text[slice(*left)]
    if gap == " & ":
        return True
    return bool(_AND.fullmatch(gap)) and _is_one_with_and(text, left, right)


def _is_one_with_and(text: str, left: Span, right: Span) -> bool:
    """Return whether "and" is part of a name, as in the Food and Drug Administration."""
    before, behind = (
        text[slice(*without_possessive(text, span))].split() for span in (left, right)
    )
    head = before[before.index("of") - 1] if "of" in before[1:] else before[0]
    if head in ORGANISATION_HEADS and len(before) > 1:
        return len(behind) <= _MOST_BEHIND_AND
    closes = len(behind) > 1 and behind[-1] in ORGANISATION_ENDS
    is_open = before[-1] not in ORGANISATION_ENDS and len(before) <= _MOST_BEFORE_AND
    return closes and is_open and text[max(0, left[0] - 4) : left[0]] == "the "
