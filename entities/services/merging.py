"""Merge two entities that are the same, and undo it.

No text changes: tags in texts keep the id of the merged entity, which leads to the survivor. So a
merge can be undone, and each tag names the same entity as before.
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
    """Merge an entity into another, the survivor; return the survivor.

    Names and offices are copied to the survivor, marked by `merged_from`. It takes the Wikidata id
    if it has none, and is sensitive if either entity was. Locks the two rows in the order of their
    ids, the merged one FOR UPDATE, the survivor FOR NO KEY UPDATE. Raises `NotAllowed`,
    `Entity.DoesNotExist`, `AlreadyMerged`, and `CannotMerge` for two entities that are known to
    differ.
    """
    merged, survivor = _lock_both(entity_id, into_id, by)
    _refuse_different(merged, survivor)
    merged.merged_into = survivor
    merged.save(update_fields=["merged_into"])
    changed = _store_columns(
        survivor,
        wikidata_id=survivor.wikidata_id or merged.wikidata_id,
        is_sensitive=survivor.is_sensitive or merged.is_sensitive,
    )
    _copy_names(merged, survivor)
    _copy_offices(merged, survivor)
    entity_merged.send(sender=Entity, entity_id=merged.pk, into_id=survivor.pk)
    _record(Verb.ENTITY_MERGED, merged, survivor, {"comment": comment, "changed": changed}, by)
    return survivor


@transaction.atomic
def unmerge_entity(*, entity_id: int, comment: str = "", by: User | None) -> Entity:
    """Undo a merge; return the entity, which stands for itself again.

    Removes what was copied to the survivor, which stays sensitive. Tags that were made since the
    merge stay the survivor's. Locks as `merge_entity` does. Raises `NotAllowed`,
    `Entity.DoesNotExist`, `NotMerged`, `AlreadyMerged` if the survivor is itself merged (that merge
    is undone first), and `CannotMerge` if another entity has the Wikidata id by now.
    """
    survivor_id = Entity._base_manager.values_list("merged_into", flat=True).get(pk=entity_id)
    if survivor_id is None:
        raise NotMerged(_("It stands for itself."))
    entity, survivor = _lock_both(entity_id, survivor_id, by)
    if entity.merged_into_id != survivor_id:
        raise NotMerged(_("Somebody has undone this merge meanwhile."))
    if survivor.merged_into:
        raise AlreadyMerged(survivor)
    changed = _remove_copies(entity, survivor)
    entity.merged_into = None
    entity.save(update_fields=["merged_into"])
    entity_unmerged.send(sender=Entity, entity_id=entity.pk, from_id=survivor.pk)
    _record(Verb.ENTITY_UNMERGED, entity, survivor, {"comment": comment, "changed": changed}, by)
    return entity


def _lock_both(entity_id: int, survivor_id: int, by: User | None) -> tuple[Entity, Entity]:
    if by and not by.has_perm(MERGE):
        raise NotAllowed(_("You may not merge people and organisations."))
    rows = {
        pk: Entity._base_manager.select_for_update(no_key=pk != entity_id).get(pk=pk)
        for pk in sorted({entity_id, survivor_id})
    }
    return rows[entity_id], rows[survivor_id]


def _refuse_different(merged: Entity, survivor: Entity) -> None:
    """Raise `CannotMerge` or `AlreadyMerged` if the two cannot be merged."""
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


def _store_columns(survivor: Entity, **values: object) -> Changed:
    """Store values of columns; return old and new value of those that changed."""
    changed = {
        name: [getattr(survivor, name), value]
        for name, value in values.items()
        if getattr(survivor, name) != value
    }
    for name, (_before, value) in changed.items():
        setattr(survivor, name, value)
    survivor.save(update_fields=list(changed))
    return changed


def _copy_names(merged: Entity, survivor: Entity) -> None:
    names = {merged.name, *merged.aliases.values_list("name", flat=True)} - {survivor.name}
    Alias.objects.bulk_create(
        [
            Alias(entity=survivor, name=name, folded_name=folded(name), merged_from=merged)
            for name in sorted(names)
        ],
        ignore_conflicts=True,
    )


def _copy_offices(merged: Entity, survivor: Entity) -> None:
    side = merged.kind  # also the name of the column
    offices = list(Affiliation.objects.filter(**{side: merged.pk}))
    for office in offices:
        office.pk, office.merged_from = None, merged
        setattr(office, f"{side}_id", survivor.pk)
    Affiliation.objects.bulk_create(offices, ignore_conflicts=True)


def _remove_copies(entity: Entity, survivor: Entity) -> Changed:
    """Remove from the survivor what was copied to it; return its changed columns.

    Raises `CannotMerge` if another entity has the Wikidata id by now.
    """
    others = Entity._base_manager.filter(merged_into=None).exclude(pk=survivor.pk)
    holder = others.filter(wikidata_id=entity.wikidata_id or "").first()
    if holder:
        message = _("%(holder)s has its Wikidata id, %(id)s, by now.")
        raise CannotMerge(message % {"holder": holder, "id": entity.wikidata_id})
    Alias.objects.filter(merged_from=entity).delete()
    Affiliation.objects.filter(merged_from=entity).delete()
    is_copied = survivor.wikidata_id == entity.wikidata_id
    return _store_columns(survivor, wikidata_id=None if is_copied else survivor.wikidata_id)


def _record(
    verb: Verb, entity: Entity, survivor: Entity, changes: dict[str, object], by: User | None
) -> None:
    """Record the event for both. `changes` has the comment and the survivor's changed columns."""
    data = {"merged": _describe(entity), "survivor": _describe(survivor), **changes}
    record_events(verb, [(one.kind, one.pk, data) for one in (entity, survivor)], by)


def _describe(entity: Entity) -> dict[str, object]:
    return {"id": entity.pk, "name": entity.name}
