"""The text fields of a revision, and what each may hold."""

from enum import Enum


class Field(str, Enum):
    """One text field of a revision; the value is the name of its column."""

    HEADLINE = "headline"
    DECK = "deck"
    BODY = "body"

    @property
    def is_line(self) -> bool:
        """Tell whether the field is a single line: tags, but no blocks, line breaks or marks."""
        return self is not Field.BODY
