"""Text on one line, and text for comparison: without case, accents and punctuation."""

import re
import unicodedata

from newsroom.lib.characters import without_wordless

# Letters that Unicode does not split into a base letter and a mark.
UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


def one_line(text: str) -> str:
    """Return `text` on one line: white space collapsed, control characters removed."""
    return " ".join(without_wordless(text).split())


def fold(text: str) -> str:
    """Return `text` for comparison: case-folded, without accents and punctuation, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(UNDECOMPOSED))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.sub(r"[\W_]+", " ", bare).split())
