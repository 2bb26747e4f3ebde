"""An article's page, as it was prepared when the article was published."""

from http import HTTPStatus
from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import get_template

from articles.models import Article
from articles.publication.rendition_store import current_renditions
from articles.publication.renditions.page import full_page
from articles.views.former_slugs import present_address
from articles.views.html import article_body
from articles.views.responses import framed_page, public_page
from newsroom.lib.database.prepared import Statement
from newsroom.lib.redirects import redirect_for_good
from newsroom.lib.slugs import tidy_slug
from newsroom.lib.urls import address_of

LIVE: Final = ("pk", "live__headline_text", "live__deck_text", "live__body")
PREPARED: Final = ("rendition__page", "rendition__links", "rendition__is_stale")


def _prepared_page(slug: str) -> "QuerySet[Any, Any]":
    return Article.objects.public().filter(slug=slug).values_list(*LIVE, *PREPARED)


# Written once: writing the SQL took 1.2 ms of a page's 2 (docs/performance.md).
PAGE: Final = Statement(_prepared_page, str)


@public_page
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article. One query, unless its page is stale and has to be made now.

    A former address, or another spelling, redirects to the present one (301). An article that was
    withdrawn or killed is gone (410); the newsroom's notice stands in its place.
    """
    tidy = tidy_slug(slug)
    row = PAGE.row(tidy)
    if row is None:
        return present_address(request, tidy) or _takedown_page(request, tidy)
    if tidy != slug:
        return redirect_for_good(request, address_of("articles:article", tidy))
    if row.rendition__is_stale:
        made = current_renditions([row.pk])
        if row.pk not in made:  # taken back a moment ago
            raise Http404
        text = made[row.pk].page
    else:
        text = full_page(row.rendition__page, row.live__body, row.rendition__links)
    return framed_page(
        request,
        article_body(text),
        title=row.live__headline_text,
        description=row.live__deck_text,
        kind="article",
    )


def _find_notice(slug: str) -> str | None:
    articles = Article.objects.order_by()
    known = articles.filter(slug=slug).union(articles.formerly_at(slug))
    removed = Article.objects.taken_down().filter(pk__in=known.values("pk"))
    return removed.values_list("takedown__notice", flat=True).first()


def _takedown_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the notice of a takedown, with no word of the article, not even its headline."""
    notice = _find_notice(slug)
    if notice is None:
        raise Http404
    title = "This article is no longer here"
    content = get_template("articles/gone.html").render({"title": title, "notice": notice})
    response = framed_page(request, content, title=title, description="", is_indexed=False)
    response.status_code = HTTPStatus.GONE
    return response
