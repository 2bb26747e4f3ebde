"""Replace the aliases and the offices of an entity, as a whole."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from entities.errors import AlreadyMerged
from entities.models import Affiliation, Alias, Entity
from entities.services.editing import checked_alias, record_change
from entities.services.merged_ids import lock_entities
from newsroom.lib.text import one_line
from newsroom.models import User


@dataclass(frozen=True, slots=True)
class Office:
    """An office of a person: in which organisation (an id), as what, and since and until when."""

    organisation: int
    title: str = ""
    from_on: str = ""
    until_on: str = ""


@transaction.atomic
def replace_aliases(*, entity_id: int, names: Iterable[str], by: User | None) -> None:
    """Let an entity have these other names and no others.

    Locks its row FOR NO KEY UPDATE. Raises `ValidationError` and `AlreadyMerged`.
    """
    entity = _lock(entity_id)
    wanted = dict.fromkeys(map(one_line, names))
    stored = {alias.name: alias for alias in entity.aliases.all()}
    added = [checked_alias(entity, name) for name in wanted if name not in stored]
    removed = [alias for name, alias in stored.items() if name not in wanted]
    Alias.objects.filter(pk__in=[alias.pk for alias in removed]).delete()
    Alias.objects.bulk_create(added)
    _record(entity, "aliases", [*map(str, added)], [*map(str, removed)], by)


@transaction.atomic
def replace_offices(
    *, person_id: int, offices: Sequence[Office], keeping: Collection[int] = (), by: User | None
) -> None:
    """Let a person hold these offices and no others, but for those whose ids are `keeping`.

    Locks the person FOR NO KEY UPDATE and the organisations FOR KEY SHARE. Raises
    `ValidationError`, also for an organisation that there is not, and `AlreadyMerged`.
    """
    person = _lock(person_id)
    lock_entities({office.organisation for office in offices})
    wanted = {_values(row): row for row in (_build(person, office) for office in offices)}
    held = Affiliation.objects.filter(person=person.pk).exclude(pk__in=keeping)
    stored = {_values(row): row for row in held.select_related("organisation", "person")}
    added = [row for values, row in wanted.items() if values not in stored]
    removed = [row for values, row in stored.items() if values not in wanted]
    described = [*map(str, added)], [*map(str, removed)]
    Affiliation.objects.filter(pk__in=[row.pk for row in removed]).delete()
    for row in added:
        row.full_clean()
        row.save(force_insert=True)
    _record(person, "affiliations", *described, by)


def _lock(entity_id: int) -> Entity:
    entity = Entity._base_manager.select_for_update(no_key=True).get(pk=entity_id)
    if entity.merged_into_id:
        raise AlreadyMerged(entity)
    return entity


def _build(person: Entity, office: Office) -> Affiliation:
    row = Affiliation(
        person_id=person.pk,
        organisation_id=office.organisation,
        title=office.title,
        from_on=office.from_on,
        until_on=office.until_on,
    )
    row.clean_fields()
    row.clean()
    return row


def _values(row: Affiliation) -> tuple[int, str, str, str]:
    return row.organisation_id, row.title, row.from_on, row.until_on


def _record(
    entity: Entity, name: str, added: list[str], removed: list[str], by: User | None
) -> None:
    what = {key: words for key, words in (("added", added), ("removed", removed)) if words}
    if what:
        record_change(entity=entity, changes={name: what}, by=by)
