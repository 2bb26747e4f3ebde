"""Convert offsets: code points to UTF-16, raw text to plain text."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.tagging.normalisation import INSIDE

from .errors import TaggingError

_LAST_BASIC = 0xFFFF


def utf16_offsets(text: str) -> list[int]:
    """Return the offset in UTF-16 code units for each code point offset 0..len(text).

    For clients in JavaScript and Java only; nothing is stored in these units.
    """
    table, units = [0], 0
    for character in text:
        units += 2 if ord(character) > _LAST_BASIC else 1
        table.append(units)
    return table


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """A map from offsets in a raw line to offsets in its plain text.

    `positions` has an entry for each raw offset, 0 to the raw length inclusive; None means that
    both texts are the same and `length` code points long.
    """

    length: int
    positions: Sequence[int] | None = None

    def at(self, raw: int) -> int:
        """Return the offset in the plain text.

        Raises `TaggingError` outside the line or inside a composed character.
        """
        if not 0 <= raw <= self.length:
            raise TaggingError(f"Offset {raw} is outside the line.", start=raw)
        position = raw if self.positions is None else self.positions[raw]
        if position == INSIDE:
            raise TaggingError(f"Offset {raw} falls inside a composed character.", start=raw)
        return position
