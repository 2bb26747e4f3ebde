"""Text on one line, and text for comparison: without case, accents and punctuation."""

import re
import unicodedata

from newsroom.lib.characters import without_refused
from newsroom.lib.unseen import without_unseen

# Letters that Unicode does not split into a base letter and a mark.
UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


def one_line(text: str) -> str:
    """Return a name, or another value of one line, as it is stored.

    In NFC and trimmed, white space collapsed, without control characters and without invisible
    characters that mean nothing.
    """
    line = without_unseen(unicodedata.normalize("NFC", without_refused(text)))
    return " ".join(unicodedata.normalize("NFC", line).split())


def fold(text: str) -> str:
    """Return `text` for comparison: case-folded, without accents and punctuation, single spaces.

    What `one_line` removes makes no difference.
    """
    seen = without_unseen(text)
    decomposed = unicodedata.normalize("NFKD", seen.casefold().translate(UNDECOMPOSED))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.sub(r"[\W_]+", " ", bare).split())
