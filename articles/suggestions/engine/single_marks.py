"""Single quotation marks (‘…’, '…', ‚…‘), told from apostrophes.

British, Irish, Australian and Indian papers quote by them. An apostrophe stands within a word
(don’t), behind a plural (the workers’ rights) or before a shortened word (’90s, ’tis).
"""

import re
from collections.abc import Iterator, Sequence

from articles.suggestions.engine.spans import Span

_MARK = re.compile("[‘’‚‛']")
_OPENS_BEHIND = frozenset('([{—–-/“„«¿¡"')
_OPENS_BEFORE = frozenset('“„«"([{…¿¡')
_SHORTENED = re.compile(
    r"(?:tis|twas|twere|em|cause|til|till|n|bout|round|cos|tude|ere|\d\ds?)(?!\w)", re.IGNORECASE
)
# Before these, word processors turn the apostrophe round.
_DECADE = re.compile(r"(?:\d0s|tis|twas)(?!\w)", re.IGNORECASE)
_PLURAL_BEFORE = re.compile(r"[sxzSXZ]$")
_NOUN_BEHIND = re.compile(r" [^\W\d_]")
_LONGEST_BREAK = 8
_DOUBLE = re.compile('[“”„"«»]')


def find_single_quotations(text: str, line: Span) -> Iterator[tuple[int, int]]:
    """Yield the places of the opening and the closing mark of quotations in a line.

    An opening mark at the beginning of a paragraph whose end is quoted too, and whose next
    paragraph begins with such a mark, is yielded with the place of the line's end.
    """
    openers, closers = _read_marks(text, line)
    position = line[0]
    for number, opener in enumerate(openers):
        if opener < position:
            continue
        following = openers[number + 1] if number + 1 < len(openers) else line[1]
        closer = _choose_closer(text, [c for c in closers if opener < c < following])
        if closer is None and _goes_on(text, opener, line):
            closer = line[1]
        if closer is not None and _holds_whole_quotations(text, opener, closer):
            yield opener, closer
            position = closer + 1


def _read_marks(text: str, line: Span) -> tuple[list[int], list[int]]:
    openers, closers = [], []
    has_opening = "‘" in text[slice(*line)]
    for found in _MARK.finditer(text, *line):
        place = found.start()
        before = text[place - 1] if place > line[0] else " "
        after = text[place + 1] if place + 1 < line[1] else " "
        if _may_open(text, place, before, after) and (found.group() != "’" or not has_opening):
            openers.append(place)
        elif not before.isspace() and not after.isalnum():
            closers.append(place)
    return openers, closers


def _may_open(text: str, place: int, before: str, after: str) -> bool:
    if not (before.isspace() or before in _OPENS_BEHIND):
        return False
    is_before_shortened = after in "’'" and _SHORTENED.match(text, place + 2) is not None
    if not (after.isalnum() or after in _OPENS_BEFORE or is_before_shortened):
        return False
    shortened = _DECADE if text[place] in "‘‚" else _SHORTENED
    return shortened.match(text, place + 1) is None


def _choose_closer(text: str, closers: Sequence[int]) -> int | None:
    """Return the mark that closes: the first that cannot belong to a plural, or else the first."""
    plain = (closer for closer in closers if not _may_be_plural(text, closer))
    return next(plain, closers[0] if closers else None)


def _may_be_plural(text: str, place: int) -> bool:
    is_behind_plural = _PLURAL_BEFORE.search(text[place - 1 : place]) is not None
    return is_behind_plural and _NOUN_BEHIND.match(text, place + 1) is not None


def _goes_on(text: str, opener: int, line: Span) -> bool:
    """Return whether the quotation begins a line or follows a colon, and goes on in the next."""
    before = text[line[0] : opener].rstrip()
    is_begun = not before or before[-1] in ":,"
    following = text[line[1] : line[1] + _LONGEST_BREAK].lstrip()
    return is_begun and following[:1] == text[opener] == "‘"


def _holds_whole_quotations(text: str, start: int, end: int) -> bool:
    return len(_DOUBLE.findall(text, start, end)) % 2 == 0
