"""Readings: the encoding of a file, and the meaning of its lines."""

from dataclasses import dataclass, fields
from typing import Final


@dataclass(frozen=True, slots=True)
class Reading:
    """A description of the form of a file; None or "" where nothing is said.

    `no_deck`: the second line is a paragraph. `join_lines`: the lines are wrapped, and paragraphs
    are to be made of them. `wire`: the header and trailer of a news agency are no text.
    """

    encoding: str = ""
    no_deck: bool | None = None
    join_lines: bool | None = None
    wire: bool | None = None

    def or_else(self, other: "Reading") -> "Reading":
        """Return this reading, with what the other says where this one says nothing."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return Reading(
            **{
                name: getattr(other, name) if value in (None, "") else value
                for name, value in said.items()
            }
        )

    @property
    def layout(self) -> tuple[bool | None, ...]:
        """Return the part that decides what the lines of one text become."""
        return self.no_deck, self.join_lines, self.wire


UNSAID: Final = Reading()
