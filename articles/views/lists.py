"""Lists of the newest articles: the front page and the sections."""

from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import mark_safe

from articles.models import Article
from articles.publication.rendition_store import shown_cards
from articles.search.public_entities import find_section
from articles.views.pagination import Listing, PagedList
from articles.views.responses import page, public_page
from newsroom.lib.keyset import Keyset
from newsroom.lib.redirects import redirect_for_good


def _cards() -> "QuerySet[Any, Any]":
    """Return the prepared cards. Those of stale renditions are right too: they name no entity."""
    columns = ("pk", "published_at", "rendition__card")
    return Article.objects.public().values_list(*columns, named=True)


def _cards_of(section_id: int) -> "QuerySet[Any, Any]":
    return _cards().filter(section=section_id)


NEWEST: Final = Keyset(("published_at", "pk"), (datetime, int))
ARTICLES: Final = PagedList(_cards, keyset=NEWEST)
ARTICLES_OF_SECTION: Final = PagedList(_cards_of, int, keyset=NEWEST)


@public_page
def front(request: HttpRequest) -> HttpResponse:
    """Show the newest articles."""
    listing = ARTICLES.read(request)
    return _list(request, "articles/front.html", listing, title=settings.SITE_NAME)


@public_page
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the newest articles of a section. A former address leads to the present one."""
    found = find_section(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return redirect_for_good(request, found.get_absolute_url())
    listing = ARTICLES_OF_SECTION.read(request, found.pk)
    about = {"title": found.name, "description": f"The newest articles in {found.name}."}
    return _list(request, "articles/section.html", listing, **about)


def _list(request: HttpRequest, template: str, listing: Listing, **about: str) -> HttpResponse:
    cards = "".join(shown_cards({row.pk: row.rendition__card for row in listing.rows}).values())
    return page(request, template, listing=listing, cards=mark_safe(cards), **about)  # noqa: S308 - prepared
