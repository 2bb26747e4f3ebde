"""The ids that tags name: each of an entity that exists, and that the person who saves may know."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from articles.errors import InvalidText
from articles.search.visible_entities import unknown_to
from entities.models import Entity
from entities.services.merged_ids import lock_entities
from newsroom.models import User


def lock_known_entities(ids: Collection[int]) -> dict[int, Entity]:
    """Lock the entities that `ids` stand for and return them by id, as `lock_entities` does.

    Raises `InvalidText` for an id of no entity.
    """
    entities = lock_entities(ids)
    refuse_unknown_ids(ids, entities)
    return entities


def refuse_unknown_ids(ids: Collection[int], entities: Mapping[int, Entity]) -> None:
    """Raise `InvalidText` if one of `ids` is missing in `entities`."""
    _refuse_ids(set(ids) - entities.keys())


def refuse_secret_entities(entities: Mapping[int, Entity], by: User | None) -> None:
    """Raise `InvalidText`, as for an unknown id, if `by` may not know of one of the entities.

    Else the article's page would tell the name. One query, none for the system itself.
    """
    if by is None or not entities:
        return
    secret = unknown_to(entities.values(), by)
    _refuse_ids({pk for pk, entity in entities.items() if entity.pk in secret})


def _refuse_ids(ids: Collection[int]) -> None:
    if ids:
        message = _("No person or organisation has the id %s.")
        raise InvalidText(message % ", ".join(map(str, sorted(ids))))
