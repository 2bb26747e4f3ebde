"""Find the sentence around a span, to show a mention or a quote in its context."""

import re

from .tags import Segment

MAX_SENTENCE = 300
"""The longest sentence, in code points; longer ones are cut around their span."""

# A full stop in Latin, Arabic, Urdu, Devanagari, Armenian and Chinese, closing marks, white space;
# or a line's end.
_END = re.compile(r"[.!?…؟۔।։]+[\"'”’»)\]]*\s+|[。！？]+[”’」』）]*\s*|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mrs?|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Col|Maj|Capt|Lt|Sgt|Adm|Rev|Hon|Jr|Sr|Inc|Ltd|"
    r"Corp|Co|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b(?:[^\W\d_]\.)*[^\W\d_])\.\s+$"
)
_GOES_ON = re.compile(r"[a-z,;:–—-]")


def sentence_at(text: str, start: int, end: int) -> Segment:
    """Return the sentence that holds text[start:end], as a span without white space around it.

    It stays within the line and has at most `MAX_SENTENCE` code points, unless the span itself is
    longer: then it is the span. An approximation for display: an abbreviation does not end a
    sentence, so a sentence that ends in "U.S." is joined with the next one.
    """
    room = max(0, MAX_SENTENCE - (end - start))
    left = _find_start(text, start, room)
    right = _find_end(text, start, end, room)
    left, right = _fit(text, (left, right), (start, end), room)
    while left < start and text[left].isspace():
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right


def _find_start(text: str, start: int, room: int) -> int:
    origin = max(0, start - room)
    candidates = [found for found in _END.finditer(text, origin, start) if found.end() <= start]
    last = (found.end() for found in reversed(candidates) if _is_end(text, found))
    return next(last, _next_word(text, origin, start))


def _find_end(text: str, start: int, end: int, room: int) -> int:
    limit = min(len(text), end + room)
    inside = max(start, end - 1)  # the span may hold the sentence's own full stop
    candidates = (found for found in _END.finditer(text, inside, limit) if found.end() >= end)
    first = (found.end() for found in candidates if _is_end(text, found))
    return next(first, _last_word(text, limit, end))


def _is_end(text: str, found: re.Match[str]) -> bool:
    """Return whether a sentence ends there, white space after it included."""
    if "\n" in found.group():
        return True
    before = text[max(0, found.start() - 12) : found.end()]
    goes_on = _GOES_ON.match(text, found.end())
    return not goes_on and not (found.group()[0] == "." and _ABBREVIATED.search(before))


def _fit(text: str, sentence: Segment, span: Segment, room: int) -> Segment:
    """Cut a sentence that is too long at white space, about evenly on both sides of the span."""
    before, after = span[0] - sentence[0], sentence[1] - span[1]
    if before + after <= room:
        return sentence
    half = room // 2
    kept_before = min(before, max(half, room - after))
    kept_after = min(after, room - kept_before)
    return (
        _next_word(text, span[0] - kept_before, span[0]) if kept_before < before else sentence[0],
        _last_word(text, span[1] + kept_after, span[1]) if kept_after < after else sentence[1],
    )


def _next_word(text: str, cut: int, limit: int) -> int:
    """Return where the first whole word after the cut begins."""
    if cut == 0 or text[cut - 1].isspace():
        return cut
    while cut < limit and not text[cut].isspace():
        cut += 1
    return cut


def _last_word(text: str, cut: int, limit: int) -> int:
    """Return where the last whole word before the cut ends."""
    if cut == len(text) or text[cut].isspace():
        return cut
    while cut > limit and not text[cut - 1].isspace():
        cut -= 1
    return cut
