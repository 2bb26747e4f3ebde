"""Names of characters, for messages about one that nobody can see."""

import unicodedata
from typing import Final

# Control characters have no name in Unicode, only aliases (NameAliases.txt).
_C0: Final = [
    "NULL",
    "START OF HEADING",
    "START OF TEXT",
    "END OF TEXT",
    "END OF TRANSMISSION",
    "ENQUIRY",
    "ACKNOWLEDGE",
    "ALERT",
    "BACKSPACE",
    "CHARACTER TABULATION",
    "LINE FEED",
    "LINE TABULATION",
    "FORM FEED",
    "CARRIAGE RETURN",
    "SHIFT OUT",
    "SHIFT IN",
    "DATA LINK ESCAPE",
    "DEVICE CONTROL ONE",
    "DEVICE CONTROL TWO",
    "DEVICE CONTROL THREE",
    "DEVICE CONTROL FOUR",
    "NEGATIVE ACKNOWLEDGE",
    "SYNCHRONOUS IDLE",
    "END OF TRANSMISSION BLOCK",
    "CANCEL",
    "END OF MEDIUM",
    "SUBSTITUTE",
    "ESCAPE",
    "INFORMATION SEPARATOR FOUR",
    "INFORMATION SEPARATOR THREE",
    "INFORMATION SEPARATOR TWO",
    "INFORMATION SEPARATOR ONE",
]
_OTHERS: Final = {0x7F: "DELETE", 0x85: "NEXT LINE"}
_KINDS: Final = {"Cc": "a control character", "Cs": "half of a surrogate pair"}


def name_character(character: str) -> str:
    """Return code point and name, such as "U+000B LINE TABULATION"."""
    code = ord(character)
    name = _C0[code] if code < len(_C0) else _OTHERS.get(code)
    kind = _KINDS.get(unicodedata.category(character), "a noncharacter")
    return f"U+{code:04X} {name or unicodedata.name(character, kind)}"
