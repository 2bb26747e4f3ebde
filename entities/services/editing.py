"""Create and change people and organisations."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection, transaction

from entities.errors import AlreadyMerged
from entities.models import Alias, Entity
from entities.signals import entity_changed, entity_recorded
from newsroom.audit import EventData, record_events
from newsroom.lib.database.advisory_locks import advisory_lock
from newsroom.lib.slugs import make_slug
from newsroom.lib.text import one_line
from newsroom.models import User
from newsroom.verbs import Verb

EDITABLE_FIELDS: Final = ("name", "description", "wikidata_id", "is_sensitive")

RESERVE_IDS: Final = """
    SELECT nextval(pg_get_serial_sequence('entities_entity', 'id')) FROM generate_series(1, %s)
"""


@dataclass(frozen=True, slots=True)
class NewEntity:
    """The values of an entity that is to be created.

    Without a `slug`, one is made from the name. Without a `pk` (one of `reserve_ids`), the database
    gives the id.
    """

    kind: str
    name: str
    slug: str = ""
    description: str = ""
    wikidata_id: str | None = None
    is_sensitive: bool = False
    aliases: tuple[str, ...] = ()
    pk: int | None = None


@transaction.atomic
def create_entity(*, by: User | None, **fields: Any) -> Entity:
    """Create one entity from the fields of `NewEntity`. Raises as `create_entities` does."""
    (entity,) = create_entities([NewEntity(**fields)], by=by)
    return entity


@transaction.atomic
def create_entities(news: Sequence[NewEntity], *, by: User | None) -> list[Entity]:
    """Create people and organisations; return them in the same order. Three statements.

    Raises `ValidationError` for bad values, and `IntegrityError` if a slug or a Wikidata id is
    taken by another entity, also by one that another transaction creates at the same moment.
    """
    entities: list[Entity] = []
    for new in news:
        entities.append(
            _build_entity(new, {entity.slug for entity in entities if entity.kind == new.kind})
        )
        entities[-1].created_by = by
    Entity.objects.bulk_create(entities)
    aliases = [
        checked_alias(entity, name)
        for entity, new in zip(entities, news, strict=True)
        for name in _unique_aliases(new)
    ]
    Alias.objects.bulk_create(aliases)
    _record_created(entities, by)
    return entities


def reserve_ids(count: int) -> list[int]:
    """Return new ids, so that a text can name entities that its save will create."""
    with connection.cursor() as cursor:
        cursor.execute(RESERVE_IDS, [count])
        return [pk for (pk,) in cursor.fetchall()]


@transaction.atomic
def register_entity(*, entity: Entity, by: User | None) -> None:
    """Store a new entity that a form has filled in; record it.

    Gives it a slug if it has none. Raises `ValidationError`.
    """
    entity.slug = entity.slug or _free_slug(entity)
    entity.created_by = by
    entity.full_clean()
    entity.save(force_insert=True)
    _record_created([entity], by)


def _build_entity(new: NewEntity, promised: Collection[str]) -> Entity:
    """Return a checked, unsaved entity. `promised` are slugs of unsaved entities of its kind."""
    entity = Entity(pk=new.pk, kind=new.kind, name=new.name, description=new.description)
    entity.wikidata_id = new.wikidata_id
    entity.is_sensitive = new.is_sensitive
    entity.slug = new.slug or _free_slug(entity, promised)
    entity.clean()
    entity.clean_fields()
    return entity


def _free_slug(entity: Entity, promised: Collection[str] = ()) -> str:
    advisory_lock(f"{entity.kind} {make_slug(entity.name, is_taken=lambda _: False)}")
    taken = Entity._base_manager.filter(kind=entity.kind)
    return make_slug(
        entity.name,
        is_taken=lambda slug: slug in promised or taken.filter(slug=slug).exists(),
    )


def _unique_aliases(new: NewEntity) -> Iterable[str]:
    return dict.fromkeys(map(one_line, new.aliases))


def checked_alias(entity: Entity, name: str) -> Alias:
    """Return an alias that is not stored yet. Raises `ValidationError`."""
    alias = Alias(entity=entity, name=name)
    alias.clean()
    alias.clean_fields(exclude=["entity"])
    return alias


def _record_created(entities: Iterable[Entity], by: User | None) -> None:
    happened = ((one.kind, one.pk, {"name": one.name, "kind": one.kind}) for one in entities)
    record_events(Verb.ENTITY_CREATED, happened, by)


@transaction.atomic
def change_entity(
    *, entity: Entity, by: User | None, fields: Collection[str] = EDITABLE_FIELDS
) -> None:
    """Store the values of `fields`; a new name makes everything that shows it stale.

    The other columns keep their stored values, which may be newer than `entity`. Locks the entity's
    row FOR UPDATE. A publication locks it FOR KEY SHARE, so no copy with the old name is stored
    afterwards. The event has old and new value of each changed column. Raises `ValidationError` and
    `AlreadyMerged`.
    """
    stored = Entity._base_manager.select_for_update().get(pk=entity.pk)
    if stored.merged_into:
        raise AlreadyMerged(stored)
    before = {name: getattr(stored, name) for name in EDITABLE_FIELDS}
    for name in fields:
        setattr(stored, name, getattr(entity, name))
    stored.full_clean()
    after = {name: getattr(stored, name) for name in EDITABLE_FIELDS}
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if not changed:
        return
    stored.save(update_fields=[*changed, "folded_name"])
    if "name" in changed:
        entity_changed.send(sender=Entity, entity_id=entity.pk)
    record_change(entity=entity, changes=changed, by=by)


def record_change(*, entity: Entity, changes: EventData, by: User | None) -> None:
    """Record a change of an entity, its aliases or affiliations, in the transaction of the change.

    The keys of `changes` are the names of what changed.
    """
    record_events(Verb.ENTITY_CHANGED, [(entity.kind, entity.pk, changes)], by)
    entity_recorded.send(sender=Entity, entity_id=entity.pk)
