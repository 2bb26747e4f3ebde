"""The format ninjs 3.1: an article as an object with its text, or as a notice that it is gone."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.utils import timezone
from msgspec.json import encode

from articles.drafts.datelines import place_of
from articles.exporting.export_format import ExportFormat
from articles.exporting.ninjs.objects import Json, entity_object, text_object, without_empty
from articles.exporting.ninjs.quotations import quotation
from articles.exporting.ninjs.schema import NINJS
from articles.exporting.usage_marks import USABLE, Mark, editors_note
from articles.models import Article, Revision
from articles.publication.renditions.dates_and_counts import exact_instant
from articles.publication.renditions.snapshot import ArticleSnapshot
from articles.publication.renditions.tag_markup import add_tag_markup, links_to, with_full_links
from entities.models import Entity
from newsroom.lib.urls import permanent_id

LINE_ENDS: Final = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}
STANDARD: Final = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}


def article_ninjs(
    snapshot: ArticleSnapshot, mark: Mark, changed_at: datetime | None = None
) -> Json:
    """Return the whole article. `mark` says how it may be used: see `mark_of`.

    `changed_at` is when anything but the words last changed.
    """
    article, revision = snapshot.article, snapshot.revision
    return without_empty(
        **_shared_properties(article, mark),
        representationType="full",
        version=str(revision.number),
        versionCreated=exact_instant(_last_change(article, revision, changed_at)),
        contentCreated=exact_instant(_first_seen(article)),
        title=mark.on(revision.headline_text),
        usageTerms=mark.warning,
        edNote=editors_note(snapshot, mark),
        by=revision.byline,
        located=place_of(revision.dateline),
        headlines=[text_object(revision.headline_text, role="main")],
        descriptions=list(_descriptions(snapshot)),
        bodies=list(_bodies(snapshot)),
        people=_people_and_organisations(snapshot, Entity.Kind.PERSON),
        organisations=_people_and_organisations(snapshot, Entity.Kind.ORGANISATION),
        subjects=[_section(article)],
        infoSources=list(_sources(snapshot)),
        altIds=_address(article, mark),
        associations=[quotation(snapshot, field, tag, mark) for field, tag in snapshot.quotes()],
    )


def cancellation_notice(article: Article, mark: Mark, changed_at: datetime | None = None) -> Json:
    """Return the notice that an article is gone: what a partner needs to find its copy, no text."""
    return without_empty(
        **_shared_properties(article, mark),
        representationType="partial",
        version=str(article.working_copy.number),
        versionCreated=exact_instant(_last_change(article, article.working_copy, changed_at)),
        title=mark.cautions[0].heading,
        usageTerms=mark.warning,
        edNote=mark.warning,
    )


def _shared_properties(article: Article, mark: Mark) -> Json:
    """Return what an article and the notice that it is gone have in common."""
    return {
        "standard": STANDARD,
        "uri": permanent_id(f"articles/{article.pk}"),
        "type": "text",
        "pubStatus": mark.status,
        "embargoedUntil": exact_instant(mark.until) if mark.until else None,
        "language": article.language,
        "firstCreated": exact_instant(article.created_at),
    }


def _last_change(article: Article, revision: Revision, changed_at: datetime | None) -> datetime:
    """Return the last change, by the same rule as `ArticleQuerySet.changed_since`.

    A time of publication that has come is a change.
    """
    moments = [revision.created_at, changed_at, article.updated_at]
    return max(moment for moment in moments if moment and moment <= timezone.now())


def _first_seen(article: Article) -> datetime:
    """Return the first time, which for an imported article is before the row was made."""
    return min(filter(None, [article.created_at, article.published_at]))


def _descriptions(snapshot: ArticleSnapshot) -> Iterator[Json]:
    if snapshot.revision.deck_text:
        yield text_object(snapshot.revision.deck_text, role="deck")
    for correction in snapshot.corrections:
        yield text_object(correction.text, role=correction.kind)


def _bodies(snapshot: ArticleSnapshot) -> Iterator[Json]:
    """Yield the body as the HTML that readers get, with full links, and as plain text."""
    links = links_to({pk: snapshot.entities[pk] for pk in snapshot.ids})
    html = with_full_links(add_tag_markup(snapshot.revision.body, links), settings.SITE_URL)
    yield text_object(html, role="main", content_type="text/html")
    yield text_object(snapshot.revision.body_text, role="main")


def _people_and_organisations(snapshot: ArticleSnapshot, kind: str) -> list[Json]:
    quoted = snapshot.quote_counts
    return [
        entity_object(entity, rel="quotes" if quoted[entity.pk] else "mentions")
        for entity in snapshot.cast
        if entity.kind == kind
    ]


def _section(article: Article) -> Json:
    section = article.section
    address = settings.SITE_URL + section.get_absolute_url()
    return {"name": section.name, "rel": "section", "uri": address, "literal": section.slug}


def _sources(snapshot: ArticleSnapshot) -> Iterator[Json]:
    yield {"name": settings.SITE_NAME, "role": "provider", "uri": settings.SITE_URL}
    if snapshot.revision.source:
        yield {"name": snapshot.revision.source, "role": "source"}


def _address(article: Article, mark: Mark) -> list[Any]:
    """Return the address of the article's page, while there is one."""
    if mark.status != USABLE:
        return []
    return [{"role": "webUrl", "value": settings.SITE_URL + article.get_absolute_url()}]


def write_line(exported: Json) -> str:
    """Return a line of JSON. Other line ends of Unicode are escaped: some readers split at them."""
    return encode(exported).decode().translate(LINE_ENDS)


NINJS_FORMAT: Final = ExportFormat(
    name="ninjs",
    title="ninjs 3.1",
    suffix=".ninjs.json",
    media_type="application/json",
    schema=NINJS,
    article=article_ninjs,
    notice=cancellation_notice,
    write_line=write_line,
)
