"""Doubts: reasons why no key accepts a suggestion. The edges put them into words."""

from dataclasses import dataclass
from typing import Final

SURNAME: Final = "surname"
AGE: Final = "age"
OFFICE: Final = "office"
PLACE: Final = "place"
NAMESAKE: Final = "namesake"
GUESS: Final = "guess"
DOUBTS: Final = (SURNAME, AGE, OFFICE, PLACE, NAMESAKE, GUESS)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason of one kind.

    `said` are the words of the text; for a guess, those that name the speaker. `known` is what
    contradicts them: what the newsroom knows, or the names of others with the same surname.
    """

    kind: str
    said: str
    known: str = ""
