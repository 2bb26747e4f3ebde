"""Characters that nobody can see, and what they do in a name.

They are the Default_Ignorable_Code_Point of Unicode (UAX #44). UAX #31 (2.3) and RFC 5892
(appendix A) let only joiners stand in identifiers, between letters that they join or part.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from newsroom.lib.character_names import name_character

# Soft hyphen, grapheme joiner, Hangul fillers, zero-width space, embeddings and isolates, word
# joiner, invisible operators, byte order mark, interlinear annotation, tags.
_MEANS_NOTHING: Final = (
    "\u00ad\u034f\u17b4\u17b5\u200b\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_DIRECTION: Final = "\u061c\u200e\u200f"
_JOINERS: Final = "\u200c\u200d"
_VARIATION: Final = "\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_UNSEEN: Final = re.compile(f"[{_MEANS_NOTHING}{_DIRECTION}{_JOINERS}{_VARIATION}]")
# Scripts whose letters a joiner joins or parts (Arabic to Mongolian, and further Indic and Arabic
# blocks), and emoji, which are joined by it.
_JOINED: Final = re.compile(
    "[\u0600-\u1cff\u2600-\u27bf\ua800-\uabff\ufb50-\ufdff\ufe0f\ufe70-\ufefe\U00010a00-\U0001ffff]"
)


def without_unseen(text: str) -> str:
    """Return a name without the invisible characters that mean nothing where they stand.

    Joiners stay between letters of a script that knows them, and between emoji; a variation
    selector stays after a character; marks of direction stay in a name of both directions.
    """
    if text.isascii():
        return text
    gone = {at for at, _ in _meaningless(text)}
    return "".join(char for at, char in enumerate(text) if at not in gone) if gone else text


def describe_unseen(text: str) -> str:
    """Return each character that `without_unseen` removes, and where it stands; or ""."""
    return ", ".join(
        f"{name_character(char)} after “{text[:at]}”" for at, char in _meaningless(text)
    )


def _meaningless(text: str) -> Iterator[tuple[int, str]]:
    has_both = _has_both_directions(text)
    for found in _UNSEEN.finditer(text):
        char, before, after = found[0], text[: found.start()][-1:], text[found.end() :][:1]
        if char in _JOINERS:
            is_kept = bool(_JOINED.match(before) and _JOINED.match(after))
        elif char in _DIRECTION:
            is_kept = has_both
        else:
            varies = re.match(f"[{_VARIATION}]", char) is not None
            is_kept = varies and before.strip() != "" and not _UNSEEN.match(before)
        if not is_kept:
            yield found.start(), char


def _has_both_directions(text: str) -> bool:
    """Return whether right-to-left letters stand beside what is read from left to right."""
    found = {unicodedata.bidirectional(char) for char in text if char not in _DIRECTION}
    return bool(found & {"R", "AL"} and found & {"L", "EN", "AN"})
