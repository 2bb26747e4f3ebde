"""How tags look to readers: mentions are links, quotes are marked, both are places to link to."""

from collections.abc import Mapping

from articles.tagging import Dress, MentionTag, Piece, QuoteTag, escape_value
from entities.models import Entity


def dress_for_readers(entities: Mapping[int, Entity], addresses: Mapping[int, str]) -> Dress:
    """Tags as public markup: `m-UUID` and `q-UUID` are their ids, once each.

    A mention that stands in a link of the text's own is no link itself, since links do not nest.
    `entities` maps each id that a tag holds to the entity that it stands for, `addresses` an
    entity's id to its page.
    """

    def dress(piece: Piece) -> tuple[str, str]:
        if isinstance(piece.tag, QuoteTag):
            return _quote(piece, piece.tag)
        entity = entities[piece.tag.entity]
        return _mention(piece, piece.tag, entity.kind, escape_value(addresses[entity.pk]))

    return dress


def _mention(piece: Piece, tag: MentionTag, kind: str, address: str) -> tuple[str, str]:
    place = f' id="m-{tag.uuid}"' if piece.is_first else ""
    if piece.has_link:
        return f'<span class="{kind}"{place}>', "</span>"
    return f'<a class="{kind}"{place} href="{address}">', "</a>"


def _quote(piece: Piece, tag: QuoteTag) -> tuple[str, str]:
    place = f' id="q-{tag.uuid}"' if piece.is_first else ""
    return f'<span class="quote {tag.kind}"{place}>', "</span>"
