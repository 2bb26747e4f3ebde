"""Merging two entities that are the same, and undoing it.

No text is changed: its tags keep the merged one's id, which leads to the survivor. So a merge can
be undone, and each tag names the same entity as before.
"""

from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from entities.errors import AlreadyMerged, CannotMerge, NotMerged
from entities.models import Affiliation, Alias, Entity
from entities.models.names import folded
from entities.signals import entity_merged, entity_unmerged
from newsroom.audit import record_events
from newsroom.lib.errors import NotAllowed
from newsroom.models import User
from newsroom.verbs import Verb

MERGE: Final = "entities.merge_entity"

Changed = dict[str, list[Any]]


@transaction.atomic
def merge_entity(*, entity_id: int, into_id: int, comment: str = "", by: User | None) -> Entity:
    """Let one entity stand for another from now on; return that survivor.

    Names and offices are copied to the survivor, marked with where they came from; it takes the
    Wikidata id if it has none, and is sensitive if either was. Locks the two rows in the order of
    their ids, the merged one FOR UPDATE, the survivor FOR NO KEY UPDATE. Raises `NotAllowed`,
    `Entity.DoesNotExist`, `AlreadyMerged`, and `CannotMerge` for two that are known to differ.
    """
    merged, survivor = _locked(entity_id, into_id, by)
    _refuse_two(merged, survivor)
    merged.merged_into = survivor
    merged.save(update_fields=["merged_into"])
    changed = _change(
        survivor,
        wikidata_id=survivor.wikidata_id or merged.wikidata_id,
        is_sensitive=survivor.is_sensitive or merged.is_sensitive,
    )
    _bring_names(merged, survivor)
    _bring_offices(merged, survivor)
    entity_merged.send(sender=Entity, entity_id=merged.pk, into_id=survivor.pk)
    _record(Verb.ENTITY_MERGED, merged, survivor, {"comment": comment, "changed": changed}, by)
    return survivor


@transaction.atomic
def unmerge_entity(*, entity_id: int, comment: str = "", by: User | None) -> Entity:
    """Let a merged entity stand for itself again; return it.

    What came from it is removed from the survivor, which stays sensitive; tags made since the merge
    stay the survivor's. Locks as `merge_entity` does. Raises `NotAllowed`, `Entity.DoesNotExist`,
    `NotMerged`, `AlreadyMerged` while the survivor is itself merged, which is to be undone first,
    and `CannotMerge` if another entity has the Wikidata id by now.
    """
    survivor_id = Entity._base_manager.values_list("merged_into", flat=True).get(pk=entity_id)
    if survivor_id is None:
        raise NotMerged(_("It stands for itself."))
    entity, survivor = _locked(entity_id, survivor_id, by)
    if entity.merged_into_id != survivor_id:
        raise NotMerged(_("Somebody has undone this merge meanwhile."))
    if survivor.merged_into:
        raise AlreadyMerged(survivor)
    changed = _take_back(entity, survivor)
    entity.merged_into = None
    entity.save(update_fields=["merged_into"])
    entity_unmerged.send(sender=Entity, entity_id=entity.pk, from_id=survivor.pk)
    _record(Verb.ENTITY_UNMERGED, entity, survivor, {"comment": comment, "changed": changed}, by)
    return entity


def _locked(entity_id: int, survivor_id: int, by: User | None) -> tuple[Entity, Entity]:
    if by and not by.has_perm(MERGE):
        raise NotAllowed(_("You may not merge people and organisations."))
    rows = {
        pk: Entity._base_manager.select_for_update(no_key=pk != entity_id).get(pk=pk)
        for pk in sorted({entity_id, survivor_id})
    }
    return rows[entity_id], rows[survivor_id]


def _refuse_two(merged: Entity, survivor: Entity) -> None:
    """Raise the error that says why the two cannot be merged, if there is one."""
    if merged.pk == survivor.pk:
        raise CannotMerge(_("Nobody is merged into themselves."))
    if merged.kind != survivor.kind:
        raise CannotMerge(_("A person and an organisation cannot be one."))
    for one in (merged, survivor):
        if one.merged_into:
            raise AlreadyMerged(one)
    ids = {one.wikidata_id for one in (merged, survivor) if one.wikidata_id}
    if len(ids) > 1:
        message = _(
            "They have two Wikidata ids, %(one)s and %(other)s, and so are known to be two. "
            "Remove the wrong one first."
        )
        both = {"one": merged.wikidata_id, "other": survivor.wikidata_id}
        raise CannotMerge(message % both)


def _change(survivor: Entity, **values: object) -> Changed:
    """Store these columns; return old and new value of those that changed."""
    changed = {
        name: [getattr(survivor, name), value]
        for name, value in values.items()
        if getattr(survivor, name) != value
    }
    for name, (_before, value) in changed.items():
        setattr(survivor, name, value)
    survivor.save(update_fields=list(changed))
    return changed


def _bring_names(merged: Entity, survivor: Entity) -> None:
    names = {merged.name, *merged.aliases.values_list("name", flat=True)} - {survivor.name}
    Alias.objects.bulk_create(
        [
            Alias(entity=survivor, name=name, folded_name=folded(name), merged_from=merged)
            for name in sorted(names)
        ],
        ignore_conflicts=True,
    )


def _bring_offices(merged: Entity, survivor: Entity) -> None:
    side = merged.kind  # also the name of the column
    offices = list(Affiliation.objects.filter(**{side: merged.pk}))
    for office in offices:
        office.pk, office.merged_from = None, merged
        setattr(office, f"{side}_id", survivor.pk)
    Affiliation.objects.bulk_create(offices, ignore_conflicts=True)


def _take_back(entity: Entity, survivor: Entity) -> Changed:
    """Remove from the survivor what came from the merged one; return what changed.

    Raises `CannotMerge` if another entity has the Wikidata id by now.
    """
    others = Entity._base_manager.filter(merged_into=None).exclude(pk=survivor.pk)
    holder = others.filter(wikidata_id=entity.wikidata_id or "").first()
    if holder:
        message = _("%(holder)s has its Wikidata id, %(id)s, by now.")
        raise CannotMerge(message % {"holder": holder, "id": entity.wikidata_id})
    Alias.objects.filter(merged_from=entity).delete()
    Affiliation.objects.filter(merged_from=entity).delete()
    is_its = survivor.wikidata_id == entity.wikidata_id
    return _change(survivor, wikidata_id=None if is_its else survivor.wikidata_id)


def _record(
    verb: Verb, entity: Entity, survivor: Entity, changes: dict[str, object], by: User | None
) -> None:
    """Record the event for both. `changes` has the comment and the survivor's changed columns."""
    data = {"merged": _named(entity), "survivor": _named(survivor), **changes}
    record_events(verb, [(one.kind, one.pk, data) for one in (entity, survivor)], by)


def _named(entity: Entity) -> dict[str, object]:
    return {"id": entity.pk, "name": entity.name}
