"""Entities that a save makes for its tags, and for which article each was made."""

from collections.abc import Collection, Mapping, Sequence

from articles.models import Article, EntityOrigin
from entities.models import Entity
from entities.services.editing import NewEntity, create_entities
from newsroom.models import User


def create_named_entities(
    *, new_entities: Sequence[NewEntity], ids: Collection[int], by: User | None
) -> dict[int, Entity]:
    """Create those entities whose reserved id is among `ids`; return them by their ids.

    An entity whose last tag was removed before the save is not created.
    """
    named = [new for new in new_entities if new.pk in ids]
    if not named:
        return {}
    return {entity.pk: entity for entity in create_entities(named, by=by)}


def record_origins(made: Mapping[Article, Collection[int]]) -> None:
    """Store for which article each new entity, given by its id, was made.

    An entity that several articles name belongs to the first. Needs the transaction that made them.
    """
    first: dict[int, Article] = {}
    for article, ids in made.items():
        for pk in ids:
            first.setdefault(pk, article)
    EntityOrigin.objects.bulk_create(
        EntityOrigin(entity_id=pk, article=article) for pk, article in first.items()
    )
