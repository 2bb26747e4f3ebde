"""Single characters: which cannot be stored, which are removed, which are white space.

The one definition for tagged texts, names, imported files and requests.
"""

import re
from typing import Final

from newsroom.lib.character_names import name_character

# The same in JavaScript. No-break space and zero-width characters stay.
_WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")

# U+000B and U+0085 are line breaks by Unicode (Word and IBM systems write them); XML 1.0 cannot
# hold U+000C either.
_VERTICAL_SPACE = re.compile("[\x0b\x0c\x85]")

# Control characters, and the two noncharacters that no XML feed may hold: for a class of a regular
# expression.
CONTROLS: Final = "\x00-\x1f\x7f-\x9f\ufffe\uffff"

# These without white space.
_WORDLESS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

# What no stored text holds, as a regular expression of PostgreSQL (which has no NUL and no
# surrogates). The other noncharacters are legal in XML 1.0, and stay.
UNSTORED: Final = r"[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]"
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")

_SURROGATE = re.compile("[\ud800-\udfff]")

# JSON has no other way to write NUL. An even number of backslashes before it are themselves.
_NUL_IN_JSON = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")

# What a value of one line, such as the role of a quote, may not hold.
_BREAKS_LINE = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def is_wordless(character: str) -> bool:
    """Return whether the character is removed from every text."""
    return _WORDLESS.match(character) is not None


def is_white_space(character: str) -> bool:
    """Return whether the character counts as white space that collapses."""
    return character in " \t\n\r\f\x0b\x85"


def without_wordless(text: str) -> str:
    """Remove control characters; vertical tab, form feed and next line become a space."""
    if not _UNWANTED.search(text):
        return text
    return _WORDLESS.sub("", _VERTICAL_SPACE.sub(" ", text))


def collapse(text: str) -> str:
    """Replace each run of white space by one space."""
    # Most texts are tidy, and five plain searches cost a tenth of the expression's.
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        return _WHITE_SPACE.sub(" ", text)
    return text


def surrogate_at(text: str) -> int:
    """Return the offset of the first lone surrogate, or -1."""
    try:
        text.encode()
    except UnicodeEncodeError:
        found = _SURROGATE.search(text)
        return found.start() if found else -1
    return -1


def find_unstorable(text: str) -> tuple[int, str] | None:
    """Return the offset and the name of a character that PostgreSQL cannot store, or None."""
    if (at := text.find("\0")) >= 0:
        return at, "a NUL character"
    if (at := surrogate_at(text)) >= 0:
        return at, "half of a surrogate pair"
    return None


def describe_refused(text: str) -> str | None:
    """Return which character no stored text holds, and its offset; None if there is no such one.

    For text that a machine has sent, which is refused and not mended.
    """
    found = _REFUSED.search(text)
    return found and f"holds {name_character(found[0])} at offset {found.start()}"


def describe_refused_in(value: object, path: str = "It") -> str | None:
    """Return the first of the texts in a JSON value that is refused, its place, and why."""
    if isinstance(value, str):
        fault = describe_refused(value)
        return fault and f"{path} {fault}"
    parts: list[tuple[object, str]] = []
    if isinstance(value, dict):
        parts = [(key, "The name of a field") for key in value]
        parts += [(part, f"`{key}`") for key, part in value.items()]
    if isinstance(value, list):
        parts = [(part, path) for part in value]
    found = (describe_refused_in(part, place) for part, place in parts)
    return next(filter(None, found), None)


def without_refused(text: str) -> str:
    """Return pasted text as it may be stored: line ends stay, other controls are removed."""
    return _SURROGATE.sub("", without_wordless(text))


def has_nul_in_json(content: bytes) -> bool:
    """Return whether a text or key of a JSON document holds NUL."""
    return _NUL_IN_JSON.search(content) is not None


def fits_one_line(text: str) -> bool:
    """Return whether a value of one line, such as the role of a quote, can be stored as it is."""
    return _BREAKS_LINE.search(text) is None
