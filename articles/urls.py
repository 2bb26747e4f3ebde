"""The addresses that readers see."""

from django.urls import path

from articles import feeds
from articles.feeds import sitemaps
from articles.views import article, corrections, directory, entity, lists, quotes, search
from newsroom.lib.slug_converter import SLUG

app_name = "articles"

urlpatterns = [
    path("", lists.front, name="front"),
    path(f"sections/{SLUG}/", lists.section, name="section"),
    path(f"articles/{SLUG}/", article.article, name="article"),
    path("people/", directory.people, name="people"),
    path(f"people/{SLUG}/", entity.person, name="person"),
    path("organisations/", directory.organisations, name="organisations"),
    path(f"organisations/{SLUG}/", entity.organisation, name="organisation"),
    path("quotes/", quotes.quotes, name="quotes"),
    path("quotes/<uuid:uuid>/", quotes.quote, name="quote"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("feed/", feeds.newest, name="feed"),
    path(f"sections/{SLUG}/feed/", feeds.of_section, name="section-feed"),
    path("corrections/feed/", feeds.corrections, name="corrections-feed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap-section"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("search/", search.search, name="search"),
]
