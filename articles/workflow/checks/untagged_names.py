"""The check for names of known people that no tag covers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.db import connection

from articles.tagging import Document
from newsroom.lib.text import fold

LONGEST_NAME: Final = 5
SHORTEST_NAME: Final = 2  # in words: one word fits too many people
PIECES: Final = re.compile(r"\S+")
ENDS: Final = (",", ";", ":", "!", "?", "،", "؛", "؟")
LONGEST_INITIAL: Final = 3

# The names are a table to join: an array in two conditions takes longer to plan than to answer.
# People created for another article that readers do not see are left out: they are its secret.
KNOWN_PEOPLE: Final = """
    WITH asked AS MATERIALIZED (SELECT DISTINCT unnest(%(names)s::text[]) AS name),
    found AS (
        SELECT asked.name AS asked, person.id, person.name
        FROM asked JOIN entities_entity person ON person.folded_name = asked.name
        WHERE person.kind = 'person' AND person.merged_into_id IS NULL
        UNION
        SELECT asked.name, person.id, person.name
        FROM asked
        JOIN entities_alias alias ON alias.folded_name = asked.name
        JOIN entities_entity person ON person.id = alias.entity_id
        WHERE person.kind = 'person' AND person.merged_into_id IS NULL
    )
    SELECT found.asked, found.id, found.name FROM found
    WHERE NOT EXISTS (
        SELECT FROM articles_entityorigin origin
        WHERE origin.entity_id = found.id AND origin.article_id <> %(article)s
    ) OR EXISTS (
        SELECT FROM articles_appearance appearance
        WHERE appearance.entity_id = found.id AND appearance.published_at <= statement_timestamp()
    )
"""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as names are compared, with the span of the piece between white space that has it."""

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


def known_people(document: Document, *, article_id: int) -> list[NamedPerson]:
    """Return known people named by two words or more outside of mentions, in order. One query."""
    places: dict[str, tuple[int, int]] = {}
    for name, start, end in _phrases(list(_words(document))):
        places.setdefault(name, (start, end))
    with connection.cursor() as cursor:
        cursor.execute(KNOWN_PEOPLE, {"names": list(places), "article": article_id})
        rows = cursor.fetchall()
    found = [NamedPerson(pk, name, *places[asked]) for asked, pk, name in rows]
    found.sort(key=lambda person: person.start, reverse=True)
    return list({person.entity: person for person in found}.values())[::-1]


def _words(document: Document) -> Iterator[Word]:
    """Return the words that no mention touches; a mention ends the phrase before it.

    Mentions do not overlap, and are in the order of the text.
    """
    covered = [(tag.start, tag.end) for tag in document.mentions]
    text, next_tag = document.text, 0
    for piece in PIECES.finditer(text):
        start, end = piece.span()
        while next_tag < len(covered) and covered[next_tag][1] <= start:
            next_tag += 1
        if next_tag < len(covered) and covered[next_tag][0] < end:
            yield Word("", start, end, ends_phrase=True)
        else:
            yield from _of_piece(piece, is_last=text[end : end + 1] == "\n")


def _of_piece(piece: re.Match[str], *, is_last: bool) -> Iterator[Word]:
    written = piece.group()
    parts = _folded(written)
    ends = is_last or written.endswith(ENDS) or _is_stop(written)
    for number, part in enumerate(parts, 1):
        yield Word(part, *piece.span(), ends_phrase=ends and number == len(parts))


@lru_cache(maxsize=4096)
def _folded(written: str) -> tuple[str, ...]:
    return tuple(fold(written).split())


def _is_stop(piece: str) -> bool:
    """Return whether the full stop ends a sentence, and no initial ("J.", "St.")."""
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
