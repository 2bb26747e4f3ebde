"""Where the ids of merged entities lead."""

from collections.abc import Iterable

from entities.models import Entity

FOUND = "SELECT * FROM entities_entity WHERE id = ANY(%s) ORDER BY id"


def resolve_entities(ids: Iterable[int]) -> dict[int, Entity]:
    """Return for each of `ids` that exists the entity that it leads to: tombstones to survivors."""
    return _resolve(ids, FOUND)


def lock_entities(ids: Iterable[int]) -> dict[int, Entity]:
    """Resolve ids as `resolve_entities` does; lock the rows FOR KEY SHARE in order of their ids.

    Others may use the entities, but nobody can rename or merge them (`change_entity` takes FOR
    UPDATE): what is prepared from them is still true when it is committed.
    """
    return _resolve(ids, f"{FOUND} FOR KEY SHARE")


def leading_to(entity_id: int) -> set[int]:
    """Return the id, and the ids of all entities merged into it, by one merge or several."""
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
