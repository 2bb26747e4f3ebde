"""Read the names of entities, for an index in memory that is kept up to date."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat

from entities.models import Entity, Person

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Named:
    """A current entity with all its names."""

    id: int
    kind: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameChanges:
    """Entities whose names changed: all their ids, and those that stand for themselves.

    An entity that was merged into another is in `ids` only.
    """

    ids: frozenset[int]
    standing: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """The known facts of a person; `offices` are titles with their organisations."""

    id: int
    description: str
    aliases: tuple[str, ...]
    offices: tuple[str, ...]


def descriptions_of(ids: Iterable[int]) -> list[Description]:
    """Return the descriptions of the people among these. One query, none without ids."""
    wanted = sorted({*ids})
    if not wanted:
        return []
    office = Concat("affiliations__title", Value(" "), "affiliations__organisation__name")
    rows = (
        _with_aliases(Person._base_manager.filter(pk__in=wanted, kind=Entity.Kind.PERSON))
        .annotate(
            offices=ArrayAgg(
                office, filter=Q(affiliations__isnull=False), default=[], distinct=True
            )
        )
        .values_list("pk", "description", "names", "offices")
    )
    return [
        Description(pk, description, tuple(names), tuple(offices))
        for pk, description, names, offices in rows
    ]


def iter_named() -> Iterator[Named]:
    """Yield all current entities, in chunks by a database cursor, so that memory does not grow."""
    rows = _with_aliases(Entity._base_manager.filter(merged_into=None))
    for pk, kind, name, aliases in rows.iterator(chunk_size=CHUNK):
        yield Named(pk, kind, name, tuple(aliases))


def names_changed_since(number: int) -> NameChanges:
    """Return the names that transactions with this number or a higher one have changed.

    `number` is what `oldest_running` returned before the last reading. Two queries, by an index.
    """
    changed = Entity._base_manager.filter(names_changed_in__gte=number)
    ids = frozenset(changed.values_list("pk", flat=True))
    if not ids:
        return NameChanges(ids, ())
    rows = _with_aliases(Entity._base_manager.filter(pk__in=ids, merged_into=None))
    standing = (Named(pk, kind, name, tuple(aliases)) for pk, kind, name, aliases in rows)
    return NameChanges(ids, tuple(standing))


def _with_aliases(entities: "QuerySet[Any]") -> "QuerySet[Any, tuple[Any, ...]]":
    names = ArrayAgg("aliases__name", filter=Q(aliases__isnull=False), default=[])
    return entities.order_by().annotate(names=names).values_list("pk", "kind", "name", "names")
