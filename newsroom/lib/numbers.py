"""Whole numbers in addresses and forms."""

from typing import Final

LARGEST_ID: Final = 2**63 - 1  # what a bigint holds


def parse_whole_number(text: str, *, most: int = LARGEST_ID) -> int | None:
    """Return the number that `text` is; None if it is not ASCII digits, or more than `most`.

    `int` also accepts signs, white space, underscores and the digits of every script, and raises
    for some thousand digits.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most))):
        return None
    number = int(text)
    return number if number <= most else None
