"""The ids that a text's tags may name: of somebody who is there, and known to whoever saves it."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from articles.errors import InvalidText
from articles.search.visible_entities import unknown_to
from entities.models import Entity
from entities.services.merged_ids import lock_entities, resolve_entities
from newsroom.models import User


def lock_known_entities(wanted: set[int]) -> dict[int, Entity]:
    """Return the entities, locked. Raises `InvalidText` on an id that nobody has."""
    entities = lock_entities(wanted)
    _refuse(wanted - entities.keys())
    return entities


def refuse_secret_entities(ids: Collection[int], by: User | None) -> None:
    """Raise `InvalidText`, as for an id that nobody has, for one of whom `by` may not know: the
    page of the article would tell the name. Two queries, none for the system itself."""
    if by is None or not ids:
        return
    entities = resolve_entities(ids)
    secret = unknown_to(entities.values(), by)
    _refuse({pk for pk, entity in entities.items() if entity.pk in secret})


def _refuse(ids: Collection[int]) -> None:
    if ids:
        said = _("No person or organisation has the id %s.")
        raise InvalidText(said % ", ".join(map(str, sorted(ids))))
