"""Whom an editor may mean by what she has typed so far."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from articles.search.namesakes import distinction, with_distinction
from articles.search.visible_entities import known_at_desk
from entities.models import Entity
from entities.models.names import folded
from entities.services.merged_ids import resolve_entities
from newsroom.models import User

CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class LastArticle:
    """The newest published article that names an entity: it tells namesakes apart."""

    headline: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity to choose. `is_exact`: its name or an alias is just what was asked for;
    `distinction` tells it from its namesakes."""

    entity: Entity
    aliases: tuple[str, ...]
    is_exact: bool
    last_article: LastArticle | None
    distinction: str


def candidates(query: str, kinds: Collection[str], *, user: User) -> list[Candidate]:
    """Return those with a name or an alias like `query`, typing errors allowed: exact ones first,
    then the likest, `CANDIDATES` at the most.

    They are of one of `kinds`, and known to the user. Two queries, by index.
    """
    likest = Entity.objects.current().named_like(query).filter(kind__in=kinds)
    return _described(known_at_desk(likest, user).order_by("-likeness", "pk"), folded(query))


def known(ids: Collection[int], *, user: User | None = None) -> list[tuple[int, Candidate]]:
    """What each of the ids that exist stands for now, merged ones as their survivors.

    With `user`, only those that the user may know of; without, all that an article names.
    """
    if not ids:
        return []
    survivors = resolve_entities(ids)
    found = Entity.objects.filter(pk__in={entity.pk for entity in survivors.values()})
    found = known_at_desk(found, user) if user else found
    described = {it.entity.pk: it for it in _described(found.order_by("pk"), "", limit=len(ids))}
    pairs = ((pk, described.get(survivors[pk].pk)) for pk in sorted(survivors))
    return [(pk, candidate) for pk, candidate in pairs if candidate]


def _described(
    entities: "QuerySet[Any]", wanted: str, *, limit: int = CANDIDATES
) -> list[Candidate]:
    rows = list(with_distinction(entities.prefetch_related("aliases"))[:limit])
    made = [_candidate(row, wanted) for row in rows]
    return sorted(made, key=lambda candidate: not candidate.is_exact)


def _candidate(row: Any, wanted: str) -> Candidate:
    aliases: Sequence[Any] = row.aliases.all()
    names = {row.folded_name, *(alias.folded_name for alias in aliases)}
    last = LastArticle(row.last_headline, row.last_published_at) if row.last_headline else None
    own = tuple(alias.name for alias in aliases)
    return Candidate(row, own, wanted in names, last, distinction(row))
