"""Adding to entities what they lack: names, offices, a description, a Wikidata id."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from entities.models import Affiliation, Alias, Entity
from entities.services.editing import checked_alias
from newsroom.models import Event, User

Office = tuple[int, str]  # the organisation's id and the title


@dataclass(frozen=True, slots=True)
class Additions:
    """What an entity is to have beside what it has. Empty is what nothing is said of."""

    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    description: str = ""
    wikidata_id: str | None = None

    def __bool__(self) -> bool:
        return bool(self.aliases or self.offices or self.description or self.wikidata_id)


@transaction.atomic
def complete_entities(*, additions: Mapping[int, Additions], by: User | None) -> None:
    """Add these to the entities of these ids; a description or an id that is there is kept.

    Locks the rows FOR NO KEY UPDATE, in the order of their ids: whoever saves an article that names
    them need not wait. Raises `ValidationError`. Each entity that gains something has an event.
    """
    entities = lock_to_complete(additions)
    aliases = [checked_alias(it, name) for it in entities for name in additions[it.pk].aliases]
    offices = [_office(it, office) for it in entities for office in additions[it.pk].offices]
    Alias.objects.bulk_create(aliases, ignore_conflicts=True)
    Affiliation.objects.bulk_create(offices, ignore_conflicts=True)
    Event.objects.bulk_create(
        Event(
            verb="entity-changed",
            subject_type=entity.kind,
            subject_id=entity.pk,
            actor=by,
            data=_described(entity, additions[entity.pk]),
        )
        for entity in entities
    )


def lock_to_complete(ids: Mapping[int, object]) -> list[Entity]:
    """Lock these entities as `complete_entities` does. Needs a transaction."""
    rows = Entity._base_manager.select_for_update(no_key=True)
    return list(rows.filter(pk__in=ids).order_by("pk"))


def _described(entity: Entity, additions: Additions) -> dict[str, object]:
    """Store the columns; return all that is added, as the event has it."""
    given = {"description": additions.description, "wikidata_id": additions.wikidata_id}
    changed = {
        name: [getattr(entity, name), value]
        for name, value in given.items()
        if value and not getattr(entity, name)
    }
    for name, (_before, value) in changed.items():
        setattr(entity, name, value)
    if changed:
        entity.full_clean()
        entity.save(update_fields=list(changed))
    names = {"aliases": {"added": list(additions.aliases)}} if additions.aliases else {}
    offices = {"affiliations": {"added": _titles(additions)}} if additions.offices else {}
    return {**changed, **names, **offices}


def _titles(additions: Additions) -> list[str]:
    ids = [pk for pk, _ in additions.offices]
    names = dict(Entity._base_manager.filter(pk__in=ids).values_list("pk", "name"))
    return [f"{title} ({names[pk]})" if title else names[pk] for pk, title in additions.offices]


def _office(person: Entity, office: Office) -> Affiliation:
    organisation_id, title = office
    affiliation = Affiliation(person_id=person.pk, organisation_id=organisation_id, title=title)
    affiliation.clean_fields(exclude=["person", "organisation"])
    return affiliation
