"""An article's page, as it was prepared when the article was published."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse

from articles.models import Article
from articles.services.showing import current_rendition
from articles.views.responses import page, public_page

COLUMNS: Final = (
    "pk",
    "published_at",
    "live__headline_text",
    "live__deck_text",
    "rendition__page",
    "rendition__is_stale",
)


@public_page
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """One query, unless an entity was renamed a moment ago: then the page is made anew."""
    found = Article.objects.public().filter(slug=slug)
    row = found.values_list(*COLUMNS, named=True).first()
    if row is None:
        raise Http404
    content = current_rendition(row.pk)["page"] if row.rendition__is_stale else row.rendition__page
    return page(
        request,
        "articles/article.html",
        title=row.live__headline_text,
        description=row.live__deck_text,
        published_at=row.published_at,
        content=content,
    )
