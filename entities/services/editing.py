"""Making and changing entities."""

from collections.abc import Iterable

from django.db import transaction

from entities.models import Alias, Entity
from entities.signals import entity_changed
from newsroom.lib.slugs import make_slug
from newsroom.models import Event, User


@transaction.atomic
def create_entity(
    *,
    kind: str,
    name: str,
    slug: str = "",
    description: str = "",
    wikidata_id: str | None = None,
    is_sensitive: bool = False,
    aliases: Iterable[str] = (),
    by: User | None,
) -> Entity:
    """A new person or organisation. Without a `slug` it gets one made from its name.

    Raises `ValidationError` on bad values and on a given slug that is taken. Two writers who make
    namesakes at once: the slug's constraint lets one win, the other gets `IntegrityError`.
    """
    entity = Entity(kind=kind, name=name, slug=slug, description=description)
    entity.wikidata_id = wikidata_id
    entity.is_sensitive = is_sensitive
    register_entity(entity=entity, by=by)
    for alias in dict.fromkeys(" ".join(name.split()) for name in aliases):
        add_alias(entity=entity, name=alias)
    return entity


@transaction.atomic
def register_entity(*, entity: Entity, by: User | None) -> None:
    """Store a new, filled-in entity: cleaned, with a slug, recorded."""
    if not entity.slug:
        taken = Entity._base_manager.filter(kind=entity.kind)
        entity.slug = make_slug(entity.name, is_taken=lambda slug: taken.filter(slug=slug).exists())
    entity.full_clean()
    entity.save(force_insert=True)
    record_event("entity-created", entity, by, {"name": entity.name, "kind": entity.kind})


def add_alias(*, entity: Entity, name: str) -> Alias:
    alias = Alias(entity=entity, name=name)
    alias.full_clean()
    alias.save(force_insert=True)
    return alias


@transaction.atomic
def change_entity(*, entity: Entity, by: User | None) -> None:
    """Store a changed entity and bring everything that shows its name up to date.

    Locks the entity's row FOR UPDATE; whoever publishes holds it FOR SHARE, so no copy made with
    the old name can slip in behind.
    """
    before = Entity._base_manager.select_for_update().get(pk=entity.pk)
    entity.full_clean()
    entity.save(force_update=True)
    if before.name != entity.name:
        entity_changed.send(sender=Entity, entity_id=entity.pk)
    record_event("entity-changed", entity, by, {"name": [before.name, entity.name]})


def record_event(verb: str, entity: Entity, by: User | None, data: dict[str, object]) -> None:
    Event.objects.create(
        verb=verb, subject_type=entity.kind, subject_id=entity.pk, actor=by, data=data
    )
