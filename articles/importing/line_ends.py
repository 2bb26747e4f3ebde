"""Line ends of a text file: LF, CR LF, or CR alone."""

import re
from typing import Final

LINE_END: Final = re.compile(r"\r\n|\r|\n")


def line_number(before: str) -> int:
    """Return the number, from 1, of the line that follows this text in its file."""
    return len(LINE_END.findall(before)) + 1


def with_plain_line_ends(text: str) -> str:
    """Return the text with LF at the end of each line."""
    return LINE_END.sub("\n", text)
