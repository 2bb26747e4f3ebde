"""An article's own resource: what was prepared of it for lists, its text, and all of its tags."""

import json
from collections.abc import Iterable
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONArray

from articles.api.tagged import Payload
from articles.models import Article, Mention, Quote
from articles.renditions.payload import ORIGIN, QUOTES
from articles.services.showing import current_renditions
from articles.tagging import Field
from newsroom.lib.addresses import address_of
from newsroom.lib.statements import Statement

PREPARED: Final = ("pk", "rendition__summary", "rendition__is_stale")
TEXTS: Final = ("live__body", "live__body_text")
PLACE: Final = ("field", "start", "end", "exact")
SPEAKER: Final = ("id", "name", "slug", "kind")
SAID: Final = ("kind", "role", "text", "cue", "source", "said_on", "segments")
FIELDS: Final = [field.value for field in Field]


def _tags(model: type[Mention] | type[Quote], *columns: str) -> ArraySubquery:
    tags = model._default_manager.filter(revision=OuterRef("live")).order_by()
    return ArraySubquery(tags.values(in_json=JSONArray(*PLACE, "uuid", *columns)))


def _whole(pk: int) -> "QuerySet[Any, Any]":
    speaker = (f"speaker__{name}" for name in SPEAKER)
    articles = Article.objects.public().filter(pk=pk)
    tagged = articles.annotate(
        mentions=_tags(Mention, "entity_id"), quotes=_tags(Quote, *SAID, *speaker)
    )
    return tagged.values_list(*PREPARED, *TEXTS, "mentions", "quotes")


WHOLE: Final = Statement(_whole, int)


def article_json(pk: int) -> str:
    """A public article's JSON, with `ORIGIN` in its addresses; "" where there is no such article.

    One query. Tags are read from their rows: lists show less of them, so nothing is prepared.
    """
    row = WHOLE.row(pk)
    if row is None:
        return ""
    summary = row.rendition__summary
    if row.rendition__is_stale:
        summary = current_renditions([pk]).get(pk, {}).get("summary", "")
    return _join(summary, row) if summary else ""


def _join(summary: str, row: Any) -> str:
    """In place of the quotes that end a summary, those with their places in the text."""
    rest = {
        "body_html": row.live__body,
        "body_text": row.live__body_text,
        "quotes": [_quote(*values) for values in _in_order(row.quotes)],
        "mentions": [_mention(*values) for values in _in_order(row.mentions)],
    }
    written = json.dumps(rest, ensure_ascii=False, separators=(",", ":"))
    return f"{summary.partition(QUOTES)[0]},{written[1:]}"


def _in_order(tags: Iterable[list[Any]]) -> list[list[Any]]:
    """By field, then by place, the outer of two first."""
    return sorted(tags, key=lambda tag: (FIELDS.index(tag[0]), tag[1], -tag[2]))


def _mention(*values: Any) -> Payload:
    *place, uuid, entity = values
    return {"id": uuid, "entity": entity, **dict(zip(PLACE, place, strict=True))}


def _quote(*values: Any) -> Payload:
    place, (uuid, *said), speaker = values[:4], values[4:-4], values[-4:]
    return {
        "id": uuid,
        "url": ORIGIN + address_of("articles:quote", uuid),
        "speaker": _speaker(*speaker) if speaker[0] else None,
        **dict(zip(SAID, said, strict=True)),
        **dict(zip(PLACE, place, strict=True)),
    }


def _speaker(pk: int, name: str, slug: str, kind: str) -> Payload:
    url = ORIGIN + address_of(f"articles:{kind}", slug)
    return {"id": pk, "name": name, "slug": slug, "url": url, "kind": kind}
