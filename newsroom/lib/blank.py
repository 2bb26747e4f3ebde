"""Texts without a visible character."""

import unicodedata

# Letters and symbols by category that are drawn as nothing: Hangul fillers and blank Braille.
BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def is_blank(text: str) -> bool:
    """Return whether `text` shows nothing: only spaces, controls, formats, bare marks."""
    return not any(unicodedata.category(char)[0] in "LNPS" for char in text if char not in BLANKS)
