"""Add missing data to entities: names, offices, a description, a Wikidata id."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from entities.errors import AlreadyMerged
from entities.models import Affiliation, Alias, Entity
from entities.services.editing import checked_alias, record_change
from entities.services.merged_ids import lock_entities
from newsroom.models import User

Office = tuple[int, str]  # the organisation's id and the title


@dataclass(frozen=True, slots=True)
class Additions:
    """Values to add to an entity. An empty value adds nothing."""

    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    description: str = ""
    wikidata_id: str | None = None

    def __bool__(self) -> bool:
        return bool(self.aliases or self.offices or self.description or self.wikidata_id)


@transaction.atomic
def complete_entities(*, additions: Mapping[int, Additions], by: User | None) -> None:
    """Add data to entities, by id; a description or Wikidata id that is there already is kept.

    Locks the rows FOR NO KEY UPDATE, in the order of their ids: a save of an article that names
    them need not wait. Records an event for each. Raises `ValidationError` and `AlreadyMerged`.
    """
    rows = Entity._base_manager.select_for_update(no_key=True).order_by("pk")
    entities = list(rows.filter(pk__in=additions))
    for entity in entities:
        if entity.merged_into:
            raise AlreadyMerged(entity)
    aliases = [
        checked_alias(entity, name) for entity in entities for name in additions[entity.pk].aliases
    ]
    offices = [
        _build_office(entity, office)
        for entity in entities
        for office in additions[entity.pk].offices
    ]
    Alias.objects.bulk_create(aliases, ignore_conflicts=True)
    Affiliation.objects.bulk_create(offices, ignore_conflicts=True)
    names = _names_of({office.organisation_id for office in offices})
    for entity in entities:
        added = additions[entity.pk]
        changes = {**_fill_empty_columns(entity, added), **_describe_additions(added, names)}
        record_change(entity=entity, changes=changes, by=by)


def lock_to_complete(ids: Collection[int], *, changing: Collection[int]) -> None:
    """Lock entities in the order of their ids, in which a merge locks them too.

    Those in `changing` are locked as `complete_entities` does, the others FOR KEY SHARE. Needs a
    transaction.
    """
    for pk in sorted(ids):
        if pk in changing:
            Entity._base_manager.select_for_update(no_key=True).get(pk=pk)
        else:
            lock_entities([pk])


def _fill_empty_columns(entity: Entity, added: Additions) -> dict[str, list[Any]]:
    """Store values in empty columns; return old and new value by column."""
    values = {"description": added.description, "wikidata_id": added.wikidata_id}
    changed = {
        name: [getattr(entity, name), value]
        for name, value in values.items()
        if value and not getattr(entity, name)
    }
    for name, (_before, value) in changed.items():
        setattr(entity, name, value)
    if changed:
        entity.full_clean()
        entity.save(update_fields=list(changed))
    return changed


def _describe_additions(added: Additions, names: Mapping[int, str]) -> dict[str, object]:
    offices = [f"{title} ({names[pk]})" if title else names[pk] for pk, title in added.offices]
    words = {"aliases": list(added.aliases), "affiliations": offices}
    return {name: {"added": values} for name, values in words.items() if values}


def _names_of(ids: Collection[int]) -> dict[int, str]:
    return dict(Entity._base_manager.filter(pk__in=ids).values_list("pk", "name"))


def _build_office(person: Entity, office: Office) -> Affiliation:
    organisation_id, title = office
    affiliation = Affiliation(person_id=person.pk, organisation_id=organisation_id, title=title)
    affiliation.clean()
    affiliation.clean_fields(exclude=["person", "organisation"])
    return affiliation
