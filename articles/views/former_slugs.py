"""Addresses that articles had before their slugs were changed."""

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from articles.models import Article
from newsroom.lib.database.prepared import Statement
from newsroom.lib.redirects import redirect_for_good
from newsroom.lib.urls import address_of


def _moved(slug: str) -> "QuerySet[Any, Any]":
    return Article.objects.public().formerly_at(slug).values_list("slug", named=True)


MOVED: Final = Statement(_moved, str)


def present_address(request: HttpRequest, slug: str) -> HttpResponse | None:
    """A redirect to the public article that readers knew by this slug, if there is one.

    One query. What was asked for goes with it. Caches ask again as they do for a page: the article
    may have its old address again.
    """
    row = MOVED.row(slug)
    if row is None:
        return None
    return redirect_for_good(request, address_of("articles:article", row.slug))
