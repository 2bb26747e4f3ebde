"""How tags look to readers: mentions are links, quotes are marked, both are places to link to."""

from collections.abc import Mapping

from django.utils.safestring import SafeString, mark_safe

from articles.tagging import Dress, Piece, QuoteTag, escape_text, escape_value
from entities.models import Entity
from newsroom.lib.addresses import address_of


def dress_for_readers(entities: Mapping[int, Entity], attributes: Mapping[int, str]) -> Dress:
    """Tags as public markup: `m-UUID` and `q-UUID` are their ids, once each.

    A mention that stands in a link of the text's own is no link itself, since links do not nest.
    `entities` maps each id that a tag holds to the entity that it stands for, `attributes` to those
    of a link to it.
    """

    def dress(piece: Piece) -> tuple[str, str]:
        tag = piece.tag
        if isinstance(tag, QuoteTag):
            place = f' id="q-{tag.uuid}"' if piece.is_first else ""
            return f'<span class="quote {tag.kind}"{place}>', "</span>"
        place = f' id="m-{tag.uuid}"' if piece.is_first else ""
        if piece.has_link:
            return f'<span class="{entities[tag.entity].kind}"{place}>', "</span>"
        return f"<a{place} {attributes[tag.entity]}>", "</a>"

    return dress


def link_to(entity: Entity, attributes: str) -> SafeString:
    """A link with the entity's name, for lists."""
    name = escape_text(entity.name)
    return mark_safe(f"<a {attributes}><bdi>{name}</bdi></a>")  # noqa: S308 - escaped


def link_attributes(entity: Entity) -> str:
    """The attributes of a link to the entity's page, escaped."""
    address = address_of(f"articles:{entity.kind}", entity.slug)
    return f'class="{entity.kind}" href="{escape_value(address)}"'
