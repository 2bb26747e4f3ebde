"""An article's page, as it was prepared when the article was published."""

from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from articles.models import Article
from articles.renditions.page import whole_page
from articles.services.showing import current_renditions
from articles.views.responses import framed, public_page
from newsroom.lib.statements import Statement

LIVE: Final = ("pk", "live__headline_text", "live__deck_text", "live__body")
PREPARED: Final = ("rendition__page", "rendition__links", "rendition__is_stale")


def _prepared(slug: str) -> "QuerySet[Any, Any]":
    return Article.objects.public().filter(slug=slug).values_list(*LIVE, *PREPARED)


PAGE: Final = Statement(_prepared, str)


@public_page
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """One query, unless an entity was renamed a moment ago: then the page is made anew."""
    row = PAGE.row(slug)
    if row is None:
        raise Http404
    if row.rendition__is_stale:
        text = current_renditions([row.pk]).get(row.pk, {}).get("page", "")
    else:
        text = whole_page(row.rendition__page, row.live__body, row.rendition__links)
    if not text:
        raise Http404
    return framed(
        request,
        f'<article class="story">\n{text}</article>',
        title=row.live__headline_text,
        description=row.live__deck_text,
        kind="article",
    )
