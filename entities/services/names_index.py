"""Names of entities, read for an index in memory that is kept up to date."""

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
    """An entity that nothing is merged away from, with all its names."""

    id: int
    kind: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameChanges:
    """What became of names since a reading: the ids of all that changed, and those that stand.

    An id that stands for nobody any more, merged into another, is in `ids` alone.
    """

    ids: frozenset[int]
    standing: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of a person; `offices` are titles with their organisations."""

    id: int
    description: str
    aliases: tuple[str, ...]
    offices: tuple[str, ...]


def descriptions_of(ids: Iterable[int]) -> list[Description]:
    """What is known of the people among these. One query, none where there are no ids."""
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
    """All current entities, in chunks by a cursor of the database: memory does not grow."""
    rows = _with_aliases(Entity._base_manager.filter(merged_into=None))
    for pk, kind, name, aliases in rows.iterator(chunk_size=CHUNK):
        yield Named(pk, kind, name, tuple(aliases))


def names_changed_since(number: int) -> NameChanges:
    """What transactions from this number on have changed: by an index, in two queries.

    `number` is what `oldest_running` said before what is known was read.
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
