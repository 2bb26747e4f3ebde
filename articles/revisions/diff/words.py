"""Mark the words in which two paragraphs differ."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

# White space, one punctuation mark, or a run of anything else: letters stay with their combining
# marks, and joined emoji with each other.
_TOKEN = re.compile(r"\s+|[“”\"(),.:;!?«»…،؛؟]|[^\s“”\"(),.:;!?«»…،؛؟]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `is_changed` if the other version does not have it."""

    text: str
    is_changed: bool


Pieces = tuple[Piece, ...]


def tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def mark_words(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Return both texts in pieces, which joined are the texts."""
    before, after = tokens(old), tokens(new)
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for step in Indel.opcodes(before, after):
        removed = before[step.src_start : step.src_end]
        added = after[step.dest_start : step.dest_end]
        is_equal = step.tag == "equal"
        left += [(token, not is_equal) for token in removed]
        right += [(token, not is_equal) for token in added]
    return _join_runs(left), _join_runs(right)


def _join_runs(marked: Sequence[tuple[str, bool]]) -> Pieces:
    return tuple(
        Piece(text, is_changed) for text, is_changed in _group_runs(_mark_spaces_between(marked))
    )


def _mark_spaces_between(marked: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Mark white space between two changed words, too: one change, not two."""
    bridged = list(marked)
    for place in range(1, len(marked) - 1):
        text, _ = marked[place]
        if text.isspace() and bridged[place - 1][1] and marked[place + 1][1]:
            bridged[place] = (text, True)
    return bridged


def _group_runs(marked: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    run: list[str] = []
    kind = False
    for text, is_changed in marked:
        if run and is_changed != kind:
            yield "".join(run), kind
            run = []
        run.append(text)
        kind = is_changed
    if run:
        yield "".join(run), kind
