"""Data that the editor's page sends beside the texts: new entities and confirmed tags.

The editing script writes it, or the boxes of a page without the script; both may hold anything.
"""

from collections.abc import Collection
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import TagReview
from articles.publication.tag_reviews import Confirmation
from entities.models import Entity
from entities.services.editing import NewEntity, reserve_ids
from newsroom.lib.names import tidy_value

MAX_NEW_ENTITIES = 500


class NamedEntityInput(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A new entity that the text names by `id`; its name may be invalid."""

    id: UUID
    kind: Literal["person", "organisation"]
    name: str
    description: str = ""


class NewEntityInput(NamedEntityInput):
    """A new entity for which the save takes an id of the database."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    description: Annotated[str, msgspec.Meta(max_length=300)] = ""


class ConfirmationInput(msgspec.Struct, forbid_unknown_fields=True):
    tag: Literal["mention", "quote"]
    uuid: UUID
    words: str
    is_slip: bool = False


def read_new_entities(text: str) -> list[NewEntityInput]:
    """Return the new entities; raise `ValidationError` for what no script would send."""
    new_entities = _read(text, list[NewEntityInput])
    if len(new_entities) > MAX_NEW_ENTITIES:
        raise ValidationError(_("More than %d new people and organisations.") % MAX_NEW_ENTITIES)
    for new_entity in new_entities:
        new_entity.name = tidy_value(Entity._meta.get_field("name"), new_entity.name)
    return new_entities


def new_entities_sent(text: str) -> list[NamedEntityInput]:
    """Return the new entities for a refused page, whose tags go on naming them."""
    return _read(text, list[NamedEntityInput])


def read_confirmations(text: str) -> list[Confirmation]:
    """Return the confirmations of tags; raise as `read_new_entities` does."""
    return [
        Confirmation(row.tag, row.uuid, row.words, row.is_slip)
        for row in _read(text, list[ConfirmationInput])
    ]


def ticked_confirmations(reviews: Collection[TagReview]) -> list[Confirmation]:
    """Return a confirmation of each review, for a page without the script."""
    return [Confirmation(review.tag, review.uuid, review.new_words) for review in reviews]


def shown(read: Any, text: str | None) -> list[dict[str, Any]]:
    """Return what a refused page sent, for the page that follows; nothing if unreadable."""
    try:
        return msgspec.to_builtins(read(text or ""))
    except ValidationError:
        return []


def replace_ids(
    new_entities: Collection[NewEntityInput], texts: dict[str, str]
) -> tuple[list[NewEntity], dict[str, str]]:
    """Reserve ids for the new entities; return them, and the texts with these ids."""
    made = []
    for new_entity, pk in zip(
        new_entities, reserve_ids(len(new_entities)) if new_entities else (), strict=True
    ):
        new = NewEntity(
            kind=new_entity.kind, name=new_entity.name, description=new_entity.description, pk=pk
        )
        made.append(new)
        texts = {
            name: text.replace(f'"{new_entity.id}"', f'"{pk}"') for name, text in texts.items()
        }
    return made, texts


def _read(text: str, shape: Any) -> Any:
    try:
        return msgspec.json.decode(text.strip() or "[]", type=shape)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        message = _(
            "The editing script sent something that cannot be read (%s). Nothing was stored."
        )
        raise ValidationError(message % error) from error
