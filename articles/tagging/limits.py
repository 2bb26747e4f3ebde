"""Limits of nesting: far beyond any article, far below what would cost time.

A text within `MAX_CONTAINERS` and `MAX_QUOTES` renders to HTML within `MAX_NESTING`.
"""

from collections.abc import Iterable
from itertools import accumulate

from .tags import Segment

MAX_NESTING = 200
"""Open elements in HTML that is read."""

MAX_CONTAINERS = 50
"""Lists, list items and block quotations around a paragraph."""

MAX_QUOTES = 40
"""Quotes over the same word."""


def deepest_overlap(segments: Iterable[Segment]) -> int:
    """Return the largest number of segments that cover one place."""
    edges = sorted(edge for start, end in segments for edge in ((start, 1), (end, -1)))
    return max(accumulate(step for _, step in edges), default=0)
