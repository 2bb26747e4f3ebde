"""An old text of two paragraphs, and its tags carried to other lines."""

from articles.tagging import (
    Carried,
    Document,
    carry_tags,
    exact,
)
from tests.tagging.building import mention, over, plain, tagged

FIRST = "On Monday Lloyd Austin spoke to Yoav Gallant about the border with Lebanon for an hour."
SECOND = "The Pentagon published a readout of that call, as it does after every call of his."
OLD = f"{FIRST}\n\n{SECOND}"
SMITH = "Smith said that he would resign at once."


def carried(old: Document, *lines: str) -> Carried:
    return carry_tags(old, plain(*lines))


def placed_words(result: Carried, *lines: str) -> list[str]:
    return [exact(tag, plain(*lines).text) for tag in result.placed]


def austin(text: str = OLD) -> Document:
    return tagged(text, mention(1, over(text, "Austin")))
