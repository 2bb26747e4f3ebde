"""Candidates for the entity that an editor is typing the name of."""

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
    """The newest published article that names an entity, which helps to tell namesakes apart."""

    headline: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity to choose.

    `is_exact`: the name or an alias equals the query. `distinction` tells it from namesakes.
    """

    entity: Entity
    aliases: tuple[str, ...]
    is_exact: bool
    last_article: LastArticle | None
    distinction: str


def candidates(query: str, kinds: Collection[str], *, user: User) -> list[Candidate]:
    """Return at most `CANDIDATES` entities with a name or alias like `query`.

    Typing errors are allowed; exact ones come first, then the most similar. They are of one of
    `kinds`, and the user may know of them. Two queries, by index.
    """
    likest = Entity.objects.current().named_like(query).filter(kind__in=kinds)
    return _make_candidates(known_at_desk(likest, user).order_by("-likeness", "pk"), folded(query))


def known(ids: Collection[int], *, user: User | None = None) -> list[tuple[int, Candidate]]:
    """Return each id that exists with its entity, or the survivor of a merged one.

    With `user`, only those that the user may know of.
    """
    if not ids:
        return []
    survivors = resolve_entities(ids)
    found = Entity.objects.filter(pk__in={entity.pk for entity in survivors.values()})
    found = known_at_desk(found, user) if user else found
    made = _make_candidates(found.order_by("pk"), "", limit=len(ids))
    by_id = {candidate.entity.pk: candidate for candidate in made}
    pairs = ((pk, by_id.get(survivors[pk].pk)) for pk in sorted(survivors))
    return [(pk, candidate) for pk, candidate in pairs if candidate]


def _make_candidates(
    entities: "QuerySet[Any]", wanted: str, *, limit: int = CANDIDATES
) -> list[Candidate]:
    rows = list(with_distinction(entities.prefetch_related("aliases"))[:limit])
    made = [_make_candidate(row, wanted) for row in rows]
    return sorted(made, key=lambda candidate: not candidate.is_exact)


def _make_candidate(row: Any, wanted: str) -> Candidate:
    aliases: Sequence[Any] = row.aliases.all()
    names = {row.folded_name, *(alias.folded_name for alias in aliases)}
    last = LastArticle(row.last_headline, row.last_published_at) if row.last_headline else None
    own = tuple(alias.name for alias in aliases)
    return Candidate(row, own, wanted in names, last, distinction(row))
