"""Make a flat row of blocks from the leaf blocks of the element tree."""

from typing import NamedTuple

from articles.tagging.document import Block

Path = tuple[tuple[str, int], ...]
"""The containers of a block, outermost first, each with a number of its own."""


class Leaf(NamedTuple):
    """A leaf block as it was read: its element, its span in the text, its containers."""

    name: str
    start: int
    end: int
    path: Path


def flatten(leaves: list[Leaf]) -> tuple[Block, ...]:
    """Return the blocks, each with the containers that begin before it and end after it."""
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
