"""Atom feeds (RFC 4287): the newest articles, those of a section, and corrections."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import conditional_page

from articles.models import Article, Correction, Section
from articles.renditions.dressing import dress
from articles.renditions.wording import KINDS_OF_CORRECTION, day_in_words
from articles.tagging import escape_text
from articles.views.responses import public_page
from newsroom.models import Event

ENTRIES: Final = 50
EMPTY_SINCE: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)
# What takes from a feed or changes in it without a date of an entry that says so.
UNDATED: Final = (
    "article-withdrawn",
    "article-killed",
    "article-details-changed",
    "correction-changed",
    "section-changed",
)
# A link to a path of this site. In HTML as it is stored, no text holds "<".
OWN_LINK: Final = re.compile(r'(<a [^<>]*?href=")(?=/(?!/))')
SHOWN: Final = (
    "live__headline_text",
    "live__deck_text",
    "live__body",
    "live__byline",
    "rendition__links",
    "section__name",
)


def lasting_id(path: str) -> str:
    """A tag URI (RFC 4151): names a thing for good, whatever becomes of its address."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:{path}"


class AtomFeed(Atom1Feed):
    """With each entry's language and whole content."""

    def latest_post_date(self) -> datetime:
        """When an entry last changed, or one was taken back: a feed can change to older ones."""
        updated = (item["updateddate"] for item in self.items)
        changed = [self.feed["changed_at"], *updated]
        return max(filter(None, changed), default=EMPTY_SINCE)

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a feed is asked for: of which section, if of one, and where the site was found."""

    origin: str
    section: Section | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    pk: str
    address: str
    title: str
    summary: str
    content: str
    language: str
    author: str | None
    category: str
    published_at: datetime
    updated_at: datetime


class SiteFeed(Feed):
    """Links are of the host that was asked, as the self link is; ids are of SITE_URL."""

    feed_type = AtomFeed
    language = settings.LANGUAGE_CODE
    path = "feed"

    def get_object(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> Asked:
        return Asked(request.build_absolute_uri("/").rstrip("/"))

    def feed_guid(self, asked: Asked) -> str:
        del asked
        return lasting_id(self.path)

    def author_name(self) -> str:
        return str(settings.SITE_NAME)

    def feed_extra_kwargs(self, obj: Asked) -> dict[str, Any]:
        return {"changed_at": Event.objects.newest_at(*UNDATED)}

    def item_extra_kwargs(self, item: Entry) -> dict[str, Any]:
        return {"content": item.content, "language": item.language}

    def item_guid(self, item: Entry) -> str:
        return lasting_id(item.pk)

    def item_title(self, item: Entry) -> str:
        return item.title

    def item_description(self, item: Entry) -> str:
        return item.summary

    def item_link(self, item: Entry) -> str:
        return item.address

    def item_author_name(self, item: Entry) -> str | None:
        return item.author

    def item_categories(self, item: Entry) -> list[str]:
        return [item.category]

    def item_pubdate(self, item: Entry) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Entry) -> datetime:
        return item.updated_at


class NewestFeed(SiteFeed):
    """The newest articles whole, with their corrections. Three queries."""

    def title(self) -> str:
        return str(settings.SITE_NAME)

    def link(self) -> str:
        return reverse("articles:front")

    def items(self, asked: Asked) -> list[Entry]:
        articles = Article.objects.public()
        if asked.section:
            articles = articles.filter(section=asked.section)
        newest = articles.select_related("live", "section", "rendition").only(
            "slug", "language", "published_at", "updated_at", *SHOWN
        )
        whole = newest.prefetch_related("corrections").order_by("-published_at", "-pk")
        return [_entry(article, asked.origin) for article in whole[:ENTRIES]]


class SectionFeed(NewestFeed):
    """The newest articles of a section."""

    def get_object(self, request: HttpRequest, slug: str) -> Asked:
        section = get_object_or_404(Section.objects.public(), slug=slug)
        return Asked(super().get_object(request).origin, section)

    def title(self, asked: Asked) -> str:  # type: ignore[override]
        return f"{asked.section} – {settings.SITE_NAME}"

    def link(self, asked: Asked) -> str:  # type: ignore[override]
        assert asked.section
        return asked.section.get_absolute_url()

    def feed_guid(self, asked: Asked) -> str:
        assert asked.section
        return lasting_id(f"sections/{asked.section.pk}/feed")


class CorrectionsFeed(SiteFeed):
    """The newest corrections, each with the article that it is of. Two queries."""

    path = "corrections/feed"

    def title(self) -> str:
        return f"Corrections – {settings.SITE_NAME}"

    def link(self) -> str:
        return reverse("articles:corrections")

    def items(self) -> list[Entry]:
        newest = Correction.objects.public().select_related("article__live")
        return [_corrected(correction) for correction in newest[:ENTRIES]]


def _entry(article: Any, origin: str) -> Entry:
    live, corrections = article.live, article.corrections.all()
    dates = [article.published_at, article.updated_at, *(it.published_at for it in corrections)]
    html = [
        *_notices(corrections, Correction.Place.TOP, article.language),
        dress(live.body, article.rendition.links),
        *_notices(corrections, Correction.Place.BOTTOM, article.language),
    ]
    return Entry(
        pk=f"articles/{article.pk}",
        address=article.get_absolute_url(),
        title=live.headline_text,
        summary=escape_text(live.deck_text),
        content=OWN_LINK.sub(rf"\g<1>{origin}", "\n".join(html)),
        language=article.language,
        author=live.byline or None,
        category=article.section.name,
        published_at=article.published_at,
        updated_at=max(dates),
    )


def _notices(corrections: Iterable[Correction], place: str, language: str) -> list[str]:
    return [_notice(it, language) for it in corrections if it.place == place]


def _notice(correction: Correction, language: str) -> str:
    kind, day = (
        KINDS_OF_CORRECTION[correction.kind],
        day_in_words(correction.published_at, language),
    )
    return f"<p><strong>{kind} ({day}):</strong> {escape_text(correction.text)}</p>"


def _corrected(correction: Correction) -> Entry:
    article, kind = correction.article, KINDS_OF_CORRECTION[correction.kind]
    assert article.live
    return Entry(
        pk=f"corrections/{correction.pk}",
        address=correction.get_absolute_url(),
        title=f"{kind}: {article.live.headline_text}",
        summary=escape_text(correction.text),
        content=_notice(correction, article.language),
        language=article.language,
        author=None,
        category=kind,
        published_at=correction.published_at,
        updated_at=correction.published_at,
    )


newest = public_page(conditional_page(NewestFeed()))
of_section = public_page(conditional_page(SectionFeed()))
corrections = public_page(conditional_page(CorrectionsFeed()))
