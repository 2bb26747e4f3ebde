"""The addresses that readers see."""

from django.urls import path, register_converter

from articles import feeds
from articles.feeds import sitemaps
from articles.views import article, corrections, directory, entity, lists, quotes, search


class SlugConverter:
    """A slug with letters of every script; whatever else is asked for, no slug is like it."""

    regex = r"[-\w]{1,120}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SlugConverter, "unicode_slug")

app_name = "articles"

urlpatterns = [
    path("", lists.front, name="front"),
    path("sections/<unicode_slug:slug>/", lists.section, name="section"),
    path("articles/<unicode_slug:slug>/", article.article, name="article"),
    path("people/", directory.people, name="people"),
    path("people/<unicode_slug:slug>/", entity.person, name="person"),
    path("organisations/", directory.organisations, name="organisations"),
    path("organisations/<unicode_slug:slug>/", entity.organisation, name="organisation"),
    path("quotes/", quotes.quotes, name="quotes"),
    path("quotes/<uuid:uuid>/", quotes.quote, name="quote"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("feed/", feeds.newest, name="feed"),
    path("sections/<unicode_slug:slug>/feed/", feeds.of_section, name="section-feed"),
    path("corrections/feed/", feeds.corrections, name="corrections-feed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap-section"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("search/", search.search, name="search"),
]
