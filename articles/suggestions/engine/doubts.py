"""Why a name is not sure to be of whom it seems: for people to read, in words made elsewhere."""

from dataclasses import dataclass
from typing import Final

SURNAME: Final = "surname"
AGE: Final = "age"
OFFICE: Final = "office"
PLACE: Final = "place"
NAMESAKE: Final = "namesake"
DOUBTS: Final = (SURNAME, AGE, OFFICE, PLACE, NAMESAKE)


@dataclass(frozen=True, slots=True)
class Doubt:
    """`said` are the text's words, `known` what stands against them: what the newsroom knows, or
    the others who bear a surname."""

    kind: str
    said: str
    known: str = ""
