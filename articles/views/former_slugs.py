"""Addresses that articles had before their slugs were changed."""

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from articles.models import Article
from newsroom.lib.database.prepared import Statement
from newsroom.lib.redirects import redirect_for_good
from newsroom.lib.urls import address_of


def _article_by_former_slug(slug: str) -> "QuerySet[Any, Any]":
    return Article.objects.public().formerly_at(slug).values_list("slug", named=True)


MOVED: Final = Statement(_article_by_former_slug, str)


def present_address(request: HttpRequest, slug: str) -> HttpResponse | None:
    """Return a redirect to the public article that had this slug, if there is one. One query.

    The query string is kept. Caches keep the redirect no longer than a page, since the article may
    get its old slug back.
    """
    row = MOVED.row(slug)
    if row is None:
        return None
    return redirect_for_good(request, address_of("articles:article", row.slug))
