"""The check for quotation marks that are opened and never closed. Pure text."""

from collections.abc import Iterator
from typing import Final

# Opening marks with their closing ones. German and French marks point either way in some languages:
# they are not checked.
CLOSING: Final = {"“": "”", "«": "»", "‹": "›", "「": "」", "『": "』"}
STRAIGHT: Final = '"'
OPENING: Final = (*CLOSING, STRAIGHT)


def open_marks(text: str) -> Iterator[tuple[int, int]]:
    """Return the spans of paragraphs in which a quotation is opened and not closed, in code points.

    A quotation of several paragraphs opens in each of them and closes at the end of the last: an
    open paragraph is left out if the next one begins with the mark.
    """
    paragraphs = list(_paragraphs(text))
    for place, (start, end) in enumerate(paragraphs):
        mark = _left_open(text[start:end])
        following = paragraphs[place + 1 :][:1]
        goes_on = any(text[a:b].lstrip().startswith(mark) for a, b in following) if mark else False
        if mark and not goes_on:
            yield start, end


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for paragraph in text.split("\n\n"):
        yield start, start + len(paragraph)
        start += len(paragraph) + 2


def _left_open(paragraph: str) -> str:
    """Return the mark that is open at the paragraph's end, or an empty text."""
    if "„" in paragraph:  # closed by “ or ”, which open elsewhere
        return ""
    opened: list[str] = []
    for character in paragraph:
        if character in CLOSING:
            opened.append(character)
        elif character == STRAIGHT and STRAIGHT not in opened:
            opened.append(STRAIGHT)
        elif opened and character == CLOSING.get(opened[-1], STRAIGHT):
            opened.pop()
    return opened[0] if opened else ""
