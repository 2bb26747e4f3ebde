"""People and organisations that a public search offers beside the articles it finds."""

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import QuerySet

from articles.search.visible_entities import publicly_named
from articles.search.words import plain_words
from entities.models import Alias, Entity
from entities.models.names import folded

OFFERED: Final = 5
SHORTEST_WORD: Final = 4
WORDS_TRIED: Final = 3


def named_exactly(text: str) -> list[Entity]:
    """Return the public people and organisations with this name or alias. One query, by index."""
    names = {folded(text), folded(plain_words(text, ""))} - {""}
    entities = Entity.objects.filter(kind__in=Entity.Kind.values, folded_name__in=names)
    aliases = Alias.objects.filter(folded_name__in=names)
    ids = entities.order_by().values("pk").union(aliases.order_by().values("entity"))
    return list(_offered(Entity.objects.filter(pk__in=ids)).order_by("kind", "pk")[:OFFERED])


def named_nearly(text: str) -> list[Entity]:
    """Return the public people and organisations with a name like the text, or like a word of it.

    At most four queries, for searches that find nothing.
    """
    for wanted in _tried(text):
        likest = _offered(Entity.objects.named_like(wanted)).order_by("-likeness", "pk")
        if found := list(likest[:OFFERED]):
            return found
    return []


def _offered(entities: "QuerySet[Any]") -> "QuerySet[Any]":
    return publicly_named(entities.filter(merged_into=None))


def _tried(text: str) -> Iterator[str]:
    yield text
    words = {word for word in plain_words(text, "").split() if len(word) >= SHORTEST_WORD}
    yield from sorted(words, key=len, reverse=True)[:WORDS_TRIED]
