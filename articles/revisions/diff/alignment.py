"""Align the paragraphs of two versions."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz.distance import Indel

from articles.revisions.diff.words import Piece, Pieces, mark_words, tokens

ALIKE: Final = 0.5
MOST_PAIRS: Final = 4_000  # compared within one gap; each takes some microseconds
SHORTEST_MOVED: Final = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the comparison: "same", "changed", "removed", "added" or "moved".

    A moved paragraph has two rows: at its old place `new` is empty, at its new place `old`.
    """

    kind: str
    old: Pieces = ()
    new: Pieces = ()


def rows(old: Sequence[str], new: Sequence[str]) -> list[Row]:
    """Return the paragraphs of both in order, a changed paragraph beside its old version."""
    made = [row for gap in _find_gaps(old, new) for row in _align_gap(*gap)]
    return _mark_moves(made)


Gap = tuple[list[str], list[str], bool]


def _find_gaps(old: Sequence[str], new: Sequence[str]) -> Iterator[Gap]:
    """Yield runs of equal paragraphs, and between these the different ones of both sides."""
    removed: list[str] = []
    added: list[str] = []
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            yield removed, added, False
            same = list(old[step.src_start : step.src_end])
            yield same, same, True
            removed, added = [], []
        else:
            removed += old[step.src_start : step.src_end]
            added += new[step.dest_start : step.dest_end]
    yield removed, added, False


def _align_gap(removed: list[str], added: list[str], is_same: bool) -> Iterator[Row]:
    if is_same:
        yield from (Row("same", *2 * [(Piece(text, is_changed=False),)]) for text in removed)
        return
    left = right = 0
    for at, to in [*_pair_paragraphs(removed, added), (len(removed), len(added))]:
        yield from (_removed_row(text) for text in removed[left:at])
        yield from (_added_row(text) for text in added[right:to])
        if at < len(removed) and to < len(added):
            yield Row("changed", *mark_words(removed[at], added[to]))
        left, right = at + 1, to + 1


def _removed_row(text: str) -> Row:
    return Row("removed", old=(Piece(text, is_changed=True),))


def _added_row(text: str) -> Row:
    return Row("added", new=(Piece(text, is_changed=True),))


def _pair_paragraphs(removed: list[str], added: list[str]) -> list[tuple[int, int]]:
    """Pair paragraphs in order, with the greatest total likeness (Needleman–Wunsch)."""
    if len(removed) * len(added) > MOST_PAIRS:
        return [(place, place) for place in range(min(len(removed), len(added)))]
    before, after = [tokens(text) for text in removed], [tokens(text) for text in added]
    likeness = [[_likeness(one, other) for other in after] for one in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    return list(_trace_pairs(likeness, best))


def _likeness(one: list[str], other: list[str]) -> float:
    return Indel.normalized_similarity(one, other, score_cutoff=ALIKE)


def _trace_pairs(likeness: list[list[float]], best: list[list[float]]) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < len(likeness) and j < len(likeness[i]):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _mark_moves(made: list[Row]) -> list[Row]:
    """Mark as moved what was removed in one place and added in another, word for word."""
    gone = Counter(row.old[0].text for row in made if row.kind == "removed")
    come = Counter(row.new[0].text for row in made if row.kind == "added")
    moved = {text for text in gone & come if len(text) >= SHORTEST_MOVED}
    return [
        replace(row, kind="moved")
        if row.kind in ("removed", "added") and (row.old or row.new)[0].text in moved
        else row
        for row in made
    ]
