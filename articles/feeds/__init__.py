"""Atom feeds (RFC 4287): the newest articles, those of a section, and corrections."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models.functions import Now
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from articles.feeds.atom import AtomFeed
from articles.feeds.entries import Entry, article_entry, correction_entry, without_unreadable
from articles.models import Article, Correction, Rendition, Section, Takedown
from articles.publication.rendition_store import current_renditions
from articles.search.public_entities import find_section
from articles.views.responses import public_page
from newsroom.lib.characters import without_refused
from newsroom.lib.redirects import redirect_for_good
from newsroom.lib.urls import permanent_id

ENTRIES: Final = 50
SHOWN: Final = (
    "live__headline_text",
    "live__deck_text",
    "live__body",
    "live__byline",
    "rendition__links",
    "rendition__is_stale",
    "section__name",
)


@dataclass(frozen=True, slots=True)
class FeedRequest:
    """The origin by which the site was asked, and the section, if the feed is of one."""

    origin: str
    section: Section | None = None


def _last_change() -> datetime | None:
    """Return when something public last changed or was taken from readers.

    Entries have dates for what was published and updated, but not for this. One query, which
    probes two indexes.
    """
    rendered = Rendition.objects.filter(article__published_at__lte=Now()).order_by("-changed_at")
    withdrawn = Takedown.objects.filter(article__published_at__lte=Now()).order_by("-made_at")
    moments = rendered.values_list("changed_at", flat=True)[:1]
    return max(moments.union(withdrawn.values_list("made_at", flat=True)[:1]), default=None)


class SiteFeed(Feed):
    """Base of the feeds. Links have the host of the request; ids have SITE_URL."""

    feed_type = AtomFeed
    language = settings.LANGUAGE_CODE
    path = "feed"

    def get_object(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> FeedRequest:
        return FeedRequest(request.build_absolute_uri("/").rstrip("/"))

    def feed_guid(self, feed: FeedRequest) -> str:
        del feed
        return permanent_id(self.path)

    def author_name(self) -> str:
        return str(settings.SITE_NAME)

    def feed_extra_kwargs(self, obj: FeedRequest) -> dict[str, Any]:
        return {"changed_at": _last_change()}

    def item_extra_kwargs(self, item: Entry) -> dict[str, Any]:
        return {"content": item.content, "language": item.language}

    def item_guid(self, item: Entry) -> str:
        return permanent_id(item.pk)

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
    """The full text of the newest articles, with their corrections.

    Three queries, and three more while a rendition is stale.
    """

    def title(self) -> str:
        return str(settings.SITE_NAME)

    def link(self) -> str:
        return reverse("articles:front")

    def items(self, feed: FeedRequest) -> list[Entry]:
        articles = Article.objects.public()
        if feed.section:
            articles = articles.filter(section=feed.section)
        newest = articles.select_related("live", "section", "rendition").only(
            "slug", "language", "published_at", "updated_at", *SHOWN
        )
        whole = newest.prefetch_related("corrections").order_by("-published_at", "-pk")
        shown = list(whole[:ENTRIES])
        made = current_renditions([article.pk for article in shown if article.rendition.is_stale])
        for article in shown:
            if article.pk in made:
                article.rendition.links = made[article.pk].links
        return without_unreadable(article_entry(article, feed.origin) for article in shown)


class SectionFeed(NewestFeed):
    """The newest articles of a section. A former address redirects to the present one."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        slug = kwargs.pop("slug")
        section = find_section(slug)
        if section is None:
            raise Http404
        if section.slug != slug:
            return redirect_for_good(request, reverse("articles:section-feed", args=[section.slug]))
        return super().__call__(request, *args, section=section, **kwargs)

    def get_object(self, request: HttpRequest, section: Section) -> FeedRequest:
        return FeedRequest(super().get_object(request).origin, section)

    def title(self, feed: FeedRequest) -> str:  # type: ignore[override]
        return without_refused(f"{feed.section} – {settings.SITE_NAME}")

    def link(self, feed: FeedRequest) -> str:  # type: ignore[override]
        assert feed.section
        return feed.section.get_absolute_url()

    def feed_guid(self, feed: FeedRequest) -> str:
        assert feed.section
        return permanent_id(f"sections/{feed.section.pk}/feed")


class CorrectionsFeed(SiteFeed):
    """The newest corrections, each with its article. Two queries."""

    path = "corrections/feed"

    def title(self) -> str:
        return f"Corrections – {settings.SITE_NAME}"

    def link(self) -> str:
        return reverse("articles:corrections")

    def items(self) -> list[Entry]:
        newest = Correction.objects.public().select_related("article__live")
        return without_unreadable(map(correction_entry, newest[:ENTRIES]))


newest = public_page(NewestFeed())
of_section = public_page(SectionFeed())
corrections = public_page(CorrectionsFeed())
