"""Names of people and organisations in the form for comparison."""

from typing import Final

from newsroom.lib.text import fold

# An index entry has at most 2,704 bytes, and folding can make 18 letters of one letter.
FOLDED_MAX_LENGTH: Final = 400


def folded(name: str) -> str:
    """Return a name for comparison, cut to `FOLDED_MAX_LENGTH`."""
    return fold(name)[:FOLDED_MAX_LENGTH]
