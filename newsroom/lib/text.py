"""Text on one line, and text for comparison: without case, accents and punctuation."""

import re
import unicodedata

# Letters that Unicode does not split into a base letter and a mark.
UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)

# Control characters other than those that are white space to `str.split`.
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def one_line(text: str) -> str:
    """Return `text` on one line: white space collapsed, control characters removed."""
    return " ".join(CONTROL.sub("", text).split())


def fold(text: str) -> str:
    """Return `text` for comparison: case-folded, without accents and punctuation, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(UNDECOMPOSED))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.sub(r"[\W_]+", " ", bare).split())
