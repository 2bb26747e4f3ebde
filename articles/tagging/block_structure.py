"""From the places of leaf blocks in the tree to a flat row of blocks."""

from typing import NamedTuple

from articles.tagging.document import Block

Path = tuple[tuple[str, int], ...]
"""The containers that a block stands in, outermost first, each with a number of its own."""


class Leaf(NamedTuple):
    """A leaf block as it was met: its element, its span in the text, its containers."""

    name: str
    start: int
    end: int
    path: Path


def flatten(leaves: list[Leaf]) -> tuple[Block, ...]:
    """The blocks with the containers that begin before and end after each."""
    blocks: list[Block] = []
    before: Path = ()
    paths = [*(leaf.path for leaf in leaves), ()]
    for leaf, after in zip(leaves, paths[1:], strict=True):
        opens = _names(leaf.path[_shared(before, leaf.path) :])
        closes = _names(leaf.path[_shared(leaf.path, after) :])[::-1]
        blocks.append(Block(leaf.name, leaf.start, leaf.end, opens, closes))
        before = leaf.path
    return tuple(blocks)


def _shared(one: Path, other: Path) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _names(path: Path) -> tuple[str, ...]:
    return tuple(name for name, _ in path)
