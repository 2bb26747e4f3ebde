"""Tell whether a diff matches words that could as well be others."""

import re
from typing import Final

from rapidfuzz.distance import LCSseq

from articles.tagging.document import BLOCK_GAP
from articles.tagging.sentences import sentence_at
from articles.tagging.tags import Segment

_REACH: Final = 300
"""Code points that are compared on each side."""

_TOKEN = re.compile(rf"\w+|[^\w\s]|{BLOCK_GAP}")

# Tokens before the words, of the words, and after the words.
_Parts = tuple[list[str], list[str], list[str]]


def is_ambiguous(old: str, segment: Segment, new: str, found: Segment) -> bool:
    """Return whether other words than new[found] could be those of old[segment].

    Both have the same words. The match is sure if a neighbouring word is still there (both
    neighbours, if the sentence has the words twice), and if all of the words are needed: without
    them, the longest common subsequence of the texts is shorter by their number.
    """
    one, other = _parts(old, segment), _parts(new, found)
    is_repeated = _is_repeated(old, segment) or _is_repeated(new, found)
    return _beside(one, other) < 1 + is_repeated or not _are_needed(one, other)


def _parts(text: str, segment: Segment) -> _Parts:
    """Split into tokens; the edges of the text count as the edges of a block."""
    start, end = segment
    before = text[max(0, start - _REACH) : start] if start else BLOCK_GAP
    behind = text[end : end + _REACH] or BLOCK_GAP
    return _TOKEN.findall(before), _TOKEN.findall(text[start:end]), _TOKEN.findall(behind)


def _is_repeated(text: str, segment: Segment) -> bool:
    sentence = sentence_at(text, *segment)
    return text[slice(*sentence)].count(text[slice(*segment)]) > 1


def _beside(one: _Parts, other: _Parts) -> int:
    return (one[0][-1:] == other[0][-1:]) + (one[2][:1] == other[2][:1])


def _are_needed(one: _Parts, other: _Parts) -> bool:
    (before, words, behind), (new_before, _, new_behind) = one, other
    whole, new_whole = [*before, *words, *behind], [*new_before, *words, *new_behind]
    without = LCSseq.similarity(whole, new_whole) - len(words)
    return (
        LCSseq.similarity([*before, *behind], new_whole) == without
        and LCSseq.similarity(whole, [*new_before, *new_behind]) == without
    )
