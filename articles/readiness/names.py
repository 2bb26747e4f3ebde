"""Names of known people in a text that no tag covers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection

from articles.tagging import Document
from newsroom.lib.text import fold

LONGEST_NAME: Final = 5
SHORTEST_NAME: Final = 2  # one word alone names too many
PIECES: Final = re.compile(r"\S+")
ENDS: Final = (",", ";", ":", "!", "?", "،", "؛", "؟")
LONGEST_INITIAL: Final = 3

# Each half is read by an index on folded names, or hashes what is asked where the table is small.
KNOWN_PEOPLE: Final = """
    SELECT folded_name, id, name FROM entities_entity
    WHERE kind = 'person' AND merged_into_id IS NULL AND folded_name = ANY(%(asked)s::text[])
    UNION
    SELECT alias.folded_name, person.id, person.name
    FROM entities_alias alias JOIN entities_entity person ON person.id = alias.entity_id
    WHERE person.kind = 'person' AND person.merged_into_id IS NULL
        AND alias.folded_name = ANY(%(asked)s::text[])
"""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as names are compared, and the span of what stands between white space around it."""

    folded: str
    start: int
    end: int
    ends_phrase: bool


@dataclass(frozen=True, slots=True)
class NamedPerson:
    entity: int
    name: str
    start: int
    end: int


def known_people(document: Document) -> list[NamedPerson]:
    """Who is named by two words or more outside of mentions, each once, in order. One query."""
    places: dict[str, tuple[int, int]] = {}
    for name, start, end in _phrases(list(_words(document))):
        places.setdefault(name, (start, end))
    with connection.cursor() as cursor:
        cursor.execute(KNOWN_PEOPLE, {"asked": list(places)})
        rows = cursor.fetchall()
    found = [NamedPerson(pk, name, *places[asked]) for asked, pk, name in rows]
    return list({it.entity: it for it in sorted(found, key=lambda it: -it.start)}.values())[::-1]


def _words(document: Document) -> Iterator[Word]:
    """The words that no mention touches; a word that one does ends the phrase before it."""
    covered = [(tag.start, tag.end) for tag in document.mentions]
    for piece in PIECES.finditer(document.text):
        start, end = piece.span()
        if any(a < end and start < b for a, b in covered):
            yield Word("", start, end, ends_phrase=True)
        else:
            yield from _of_piece(piece, is_last=document.text[end : end + 1] == "\n")


def _of_piece(piece: re.Match[str], *, is_last: bool) -> Iterator[Word]:
    parts = fold(piece.group()).split()
    ends = is_last or piece.group().endswith(ENDS) or _is_stop(piece.group())
    for number, part in enumerate(parts, 1):
        yield Word(part, *piece.span(), ends_phrase=ends and number == len(parts))


def _is_stop(piece: str) -> bool:
    """A full stop that is no initial's ("J.", "St.")."""
    return piece.endswith(".") and len(piece) > LONGEST_INITIAL


def _phrases(words: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
    for first, word in enumerate(words):
        parts: list[str] = []
        for follower in words[first : first + LONGEST_NAME]:
            if not follower.folded:
                break
            parts.append(follower.folded)
            if len(parts) >= SHORTEST_NAME:
                yield " ".join(parts), word.start, follower.end
            if follower.ends_phrase:
                break
