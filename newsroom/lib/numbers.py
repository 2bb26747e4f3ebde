"""Whole numbers as addresses and forms give them."""

from typing import Final

LARGEST_ID: Final = 2**63 - 1  # what a bigint holds


def parse_whole_number(text: str, *, most: int = LARGEST_ID) -> int | None:
    """The number from 0 to `most` that `text` writes in ASCII digits and nothing else, or None.

    `int` reads signs, white space, underscores and the digits of every script, too, and raises on
    some thousand digits.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most))):
        return None
    number = int(text)
    return number if number <= most else None
