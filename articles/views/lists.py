"""Articles, newest first: on the front page and in each section."""

from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from articles.models import Article, Section
from articles.views.paging import read_listing
from articles.views.responses import page, public_page
from newsroom.lib.keyset import Keyset

NEWEST: Final = Keyset(("published_at", "pk"), (datetime, int))


@public_page
def front(request: HttpRequest) -> HttpResponse:
    """The newest articles."""
    listing = read_listing(request, _cards(Article.objects.public()), NEWEST)
    return page(request, "articles/front.html", title=settings.SITE_NAME, listing=listing)


@public_page
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest articles of a section."""
    found = get_object_or_404(Section, slug=slug)
    listing = read_listing(request, _cards(Article.objects.public().filter(section=found)), NEWEST)
    return page(
        request,
        "articles/section.html",
        title=found.name,
        description=f"The newest articles in {found.name}.",
        listing=listing,
    )


def _cards(articles: "QuerySet[Any]") -> "QuerySet[Any, Any]":
    """Prepared cards. They name no entity, so that a stale rendition's are good too."""
    return articles.values_list("pk", "published_at", "rendition__card", named=True)
