"""An article as a ninjs object: the text and all that is known of it, or that it is gone."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from articles.exporting.quotations import quotation
from articles.exporting.usage_marks import USABLE, Mark, editors_note
from articles.exporting.values import Json, given, named, text
from articles.models import Article, Revision
from articles.publication.renditions.dates_and_counts import exact_instant
from articles.publication.renditions.snapshot import ArticleSnapshot
from articles.publication.renditions.tag_markup import add_tag_markup, links_to, with_full_links
from entities.models import Entity
from newsroom.lib.urls import permanent_id

STANDARD: Final = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}


def article_ninjs(
    snapshot: ArticleSnapshot, mark: Mark, changed_at: datetime | None = None
) -> Json:
    """The whole article. `mark` says how it may be used: see `mark_of`.

    `changed_at` is when anything but its words last changed.
    """
    article, revision = snapshot.article, snapshot.revision
    return given(
        **_known(article, mark),
        representationType="full",
        version=str(revision.number),
        versionCreated=exact_instant(_newest(article, revision, changed_at)),
        contentCreated=exact_instant(_first_seen(article)),
        title=mark.on(revision.headline_text),
        usageTerms=mark.warning,
        edNote=editors_note(snapshot, mark),
        by=revision.byline,
        headlines=[text(revision.headline_text, role="main")],
        descriptions=list(_descriptions(snapshot)),
        bodies=list(_bodies(snapshot)),
        people=_people_and_organisations(snapshot, Entity.Kind.PERSON),
        organisations=_people_and_organisations(snapshot, Entity.Kind.ORGANISATION),
        subjects=[_section(article)],
        infoSources=list(_sources(snapshot)),
        altIds=_address(article, mark),
        associations=[quotation(snapshot, field, tag, mark) for field, tag in snapshot.quotes()],
    )


def cancellation(article: Article, mark: Mark, changed_at: datetime | None = None) -> Json:
    """That an article is gone: what a partner needs to find its copy, and none of the text."""
    return given(
        **_known(article, mark),
        representationType="partial",
        version=str(article.working_copy.number),
        versionCreated=exact_instant(_newest(article, article.working_copy, changed_at)),
        title=mark.cautions[0].heading,
        usageTerms=mark.warning,
        edNote=mark.warning,
    )


def _known(article: Article, mark: Mark) -> Json:
    """What is said of an article whatever has become of it."""
    return {
        "standard": STANDARD,
        "uri": permanent_id(f"articles/{article.pk}"),
        "type": "text",
        "pubStatus": mark.status,
        "embargoedUntil": exact_instant(mark.until) if mark.until else None,
        "language": article.language,
        "firstCreated": exact_instant(article.created_at),
    }


def _newest(article: Article, revision: Revision, changed_at: datetime | None) -> datetime:
    """As `ArticleQuerySet.changed_since` says it of rows: a time that has come is a change too."""
    moments = [revision.created_at, changed_at, article.updated_at]
    return max(moment for moment in moments if moment and moment <= timezone.now())


def _first_seen(article: Article) -> datetime:
    """An imported article is older than its row."""
    return min(filter(None, [article.created_at, article.published_at]))


def _descriptions(snapshot: ArticleSnapshot) -> Iterator[Json]:
    if snapshot.revision.deck_text:
        yield text(snapshot.revision.deck_text, role="deck")
    for correction in snapshot.corrections:
        yield text(correction.text, role=correction.kind)


def _bodies(snapshot: ArticleSnapshot) -> Iterator[Json]:
    """As readers get it, its links whole, and plain."""
    links = links_to({pk: snapshot.entities[pk] for pk in snapshot.ids})
    html = with_full_links(add_tag_markup(snapshot.revision.body, links), settings.SITE_URL)
    yield text(html, role="main", content_type="text/html")
    yield text(snapshot.revision.body_text, role="main")


def _people_and_organisations(snapshot: ArticleSnapshot, kind: str) -> list[Json]:
    quoted = snapshot.quote_counts
    return [
        named(it, rel="quotes" if quoted[it.pk] else "mentions")
        for it in snapshot.cast
        if it.kind == kind
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
    """Of its page, while there is one."""
    if mark.status != USABLE:
        return []
    return [{"role": "webUrl", "value": settings.SITE_URL + article.get_absolute_url()}]
