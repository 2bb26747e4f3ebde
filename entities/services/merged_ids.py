"""Resolve ids of merged entities to the survivors."""

from collections.abc import Iterable

from entities.models import Entity

FOUND = "SELECT * FROM entities_entity WHERE id = ANY(%s) ORDER BY id"


def resolve_entities(ids: Iterable[int]) -> dict[int, Entity]:
    """Return the entity of each id that exists; for a merged one its survivor."""
    return _resolve(ids, FOUND)


def lock_entities(ids: Iterable[int]) -> dict[int, Entity]:
    """Resolve ids as `resolve_entities` does; lock the rows FOR KEY SHARE, by rising ids.

    Other transactions can use the entities, but not rename or merge them (FOR UPDATE): what is made
    from them is still true at the commit. Needs a transaction.
    """
    return _resolve(ids, f"{FOUND} FOR KEY SHARE")


def leading_to(entity_id: int) -> set[int]:
    """Return the id, and the ids of all entities that lead to it, directly or by others."""
    found, newest = {entity_id}, {entity_id}
    while newest:
        merged = Entity._base_manager.filter(merged_into__in=newest)
        newest = set(merged.values_list("pk", flat=True))
        found |= newest
    return found


def _resolve(ids: Iterable[int], sql: str) -> dict[int, Entity]:
    wanted = set(ids)
    known: dict[int, Entity] = {}
    missing = wanted
    while missing:
        rows = list(Entity._base_manager.raw(sql, [sorted(missing)]))
        known |= {entity.pk: entity for entity in rows}
        missing = {entity.merged_into_id for entity in rows if entity.merged_into_id} - known.keys()
    return {pk: _survivor(known[pk], known) for pk in wanted & known.keys()}


def _survivor(entity: Entity, known: dict[int, Entity]) -> Entity:
    while entity.merged_into_id:
        entity = known[entity.merged_into_id]
    return entity
