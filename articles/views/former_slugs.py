"""Addresses that articles had before their slugs were changed."""

from django.http import HttpRequest, HttpResponse

from articles.models import Article
from newsroom.lib.redirects import redirect_for_good
from newsroom.lib.urls import address_of


def present_address(request: HttpRequest, slug: str) -> HttpResponse | None:
    """Return a redirect to the public article that had this slug, if there is one. One query.

    The query string is kept. Caches keep the redirect no longer than a page, since the article may
    get its old slug back.
    """
    articles = Article.objects.public().formerly_at(slug)
    present_slug = articles.values_list("slug", flat=True).first()
    if present_slug is None:
        return None
    return redirect_for_good(request, address_of("articles:article", present_slug))
