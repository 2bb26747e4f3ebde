"""Characters that nobody can see, and what they do in a name.

They are the Default_Ignorable_Code_Point of Unicode (UAX #44). UAX #31 (2.3) and RFC 5892
(appendix A) let only joiners stand in identifiers, between letters that they join or part.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

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
_VARIES: Final = re.compile(f"[{_VARIATION}]")
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
    if text.isascii() or not _UNSEEN.search(text):
        return text
    gone = {at for at, _char in _meaningless(text)}
    return "".join(char for at, char in enumerate(text) if at not in gone)


def without_all_unseen(text: str) -> str:
    """Return a text without any character that nobody can see, for comparison and addresses."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def describe_unseen(text: str) -> str:
    """Return each character that `without_unseen` removes, and where it stands; or ""."""
    gone = _meaningless(text)
    return ", ".join(f"{name_character(char)} {_place(text[:at])}" for at, char in gone)


def _place(before: str) -> str:
    seen = without_all_unseen(before)
    return _("after “%s”") % seen if seen else _("at the beginning")


def _meaningless(text: str) -> Iterator[tuple[int, str]]:
    """Yield places and characters of what is removed."""
    has_both = _has_both_directions(text)
    before = ""  # the last character that stays
    for at, char in enumerate(text):
        if _UNSEEN.match(char) and not _does_something(
            char, before, text[at + 1 : at + 2], has_both
        ):
            yield at, char
        else:
            before = char


def _does_something(char: str, before: str, after: str, has_both: bool) -> bool:
    if char in _JOINERS:
        return bool(_JOINED.match(before) and _JOINED.match(after) and not _UNSEEN.match(after))
    if char in _DIRECTION:
        return has_both
    return bool(_VARIES.match(char) and before.strip() and not _UNSEEN.match(before))


def _has_both_directions(text: str) -> bool:
    """Return whether right-to-left letters stand beside what is read from left to right."""
    found = {unicodedata.bidirectional(char) for char in text if char not in _DIRECTION}
    return bool(found & {"R", "AL"} and found & {"L", "EN", "AN"})
