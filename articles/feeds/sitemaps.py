"""The sitemap (https://www.sitemaps.org/protocol.html): an index, and pages by ranges of ids."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem, sitemap
from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db import connection
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.models import Article, Section
from articles.models.article_queryset import SITEMAP_RANGE
from articles.views.responses import public_page
from newsroom.lib.numbers import parse_whole_number
from newsroom.lib.urls import address_of

INDEXES: Final = ("front", "people", "organisations", "quotes", "corrections")
# Each range with something public in it, by one probe of `article_sitemap`, newest change first.
RANGES: Final = """
    SELECT number, newest.updated_at
    FROM generate_series(0, (SELECT max(id) / %s FROM articles_article)) AS ranges(number),
        LATERAL ({newest}) AS newest
    ORDER BY number
"""


class RangesOfIds(Paginator):
    """Pages by ranges of 2,000 ids, so that no page counts the articles before it.

    A range without a public article is no page.
    """

    def __init__(self) -> None:
        super().__init__((), SITEMAP_RANGE)

    def page(self, number: Any) -> "Page[Any]":
        rows = list(_in_range(_read_number(number)))
        if not rows:
            raise EmptyPage("There is no such page.")
        return Page(rows, 1, self)


def _read_number(page: object) -> int:
    number = parse_whole_number(str(page))
    if number is None:
        raise PageNotAnInteger("A page has a number.")
    return number


def _in_range(number: int) -> Any:
    rows = Article.objects.public().in_sitemap_range(number).order_by("pk")
    return rows.values_list("slug", "updated_at")


class ArticleSitemap(Sitemap):
    """The public articles, with the time of their last change."""

    paginator = RangesOfIds()

    def location(self, item: tuple[str, datetime]) -> str:
        return address_of("articles:article", item[0])

    def lastmod(self, item: tuple[str, datetime]) -> datetime:
        return item[1]


class PageSitemap(Sitemap):
    """The lists, and the sections with public articles."""

    def items(self) -> list[str]:
        sections = (section.get_absolute_url() for section in Section.objects.public())
        return [*(reverse(f"articles:{name}") for name in INDEXES), *sections]

    def location(self, item: str) -> str:
        return item


Kinds = dict[str, "type[Sitemap[Any]] | Sitemap[Any]"]
SITEMAPS: Final[Kinds] = {
    "articles": ArticleSitemap,
    "pages": PageSitemap,
}


def _ranges() -> Iterator[tuple[int, datetime]]:
    """Yield the numbers of pages with public articles, and their last change. One query."""
    newest = Article.objects.public().in_sitemap_range(RawSQL("ranges.number", ()))
    sql, parameters = (
        newest.order_by("-updated_at").values("updated_at")[:1].query.sql_with_params()
    )
    with connection.cursor() as cursor:
        cursor.execute(RANGES.format(newest=sql), [SITEMAP_RANGE, *parameters])
        yield from cursor.fetchall()


@public_page
def index(request: HttpRequest) -> HttpResponse:
    def address(section: str) -> str:
        path = reverse("articles:sitemap-section", args=[section])
        return request.build_absolute_uri(path)

    pages = [
        SitemapIndexItem(f"{address('articles')}?p={number}", changed.replace(microsecond=0))  # type: ignore[arg-type]
        for number, changed in _ranges()
    ]
    context = {"sitemaps": [SitemapIndexItem(address("pages")), *pages]}
    return TemplateResponse(request, "sitemap_index.xml", context, "application/xml")


@public_page
def section(request: HttpRequest, section: str) -> HttpResponse:
    return sitemap(request, SITEMAPS, section)


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    place = request.build_absolute_uri(reverse("articles:sitemap"))
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /search/", f"Sitemap: {place}"]
    return HttpResponse("\n".join([*lines, ""]), "text/plain; charset=utf-8")
