"""Articles in the API, as they were prepared when they were published."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from drf_spectacular.utils import extend_schema, extend_schema_view
from msgspec.json import encode
from rest_framework.request import Request

from articles.api.filters import ArticleFilterSet
from articles.api.listing import ListingViewSet, Rows, SearchPagination
from articles.api.offsets import OFFSETS, in_utf16, wants_utf16
from articles.api.takedowns import taken_down_or_unknown
from articles.models import Article
from articles.publication.rendition_store import current_renditions
from articles.publication.renditions import api_shapes
from articles.publication.renditions.api_json import full_detail, with_origin
from articles.search.querying import Search
from articles.search.snippets import snippets
from newsroom.lib.api.origin import origin_of
from newsroom.lib.api.pagination import KeysetPagination
from newsroom.lib.database.prepared import Statement
from newsroom.lib.database.prepared_pages import PagedStatement
from newsroom.lib.keyset import Keyset

NEWEST = Keyset(("published_at", "pk"), (datetime, int))
NEWEST_ABOUT = Keyset(("appearance__published_at", "appearance__article_id"), (datetime, int))
BEST = Keyset(("rank", "published_at", "pk"), (float, datetime, int))


def _list_rows(articles: Rows, keyset: Keyset) -> Rows:
    columns = {*keyset.fields, "pk", "rendition__summary", "rendition__is_stale"}
    return articles.values_list(*sorted(columns), named=True)


def _all_rows() -> Rows:
    return _list_rows(Article.objects.public(), NEWEST)


def _rows_about(entity_id: int, *, speaking: bool = False) -> Rows:
    return _list_rows(Article.objects.public().about(entity_id, speaking=speaking), NEWEST_ABOUT)


def _detail_row(pk: int) -> Rows:
    columns = ("pk", "rendition__summary", "rendition__detail", "rendition__is_stale")
    live = Article.objects.public().filter(pk=pk)
    return live.values_list(*columns, "live__body", "live__body_text", named=True)


# Written once, and read as bytes: a list takes 0.65 ms of processor
# (docs/performance.md).
ALL = PagedStatement(_all_rows, keyset=NEWEST, is_encoded=True)
NAMING = PagedStatement(_rows_about, int, keyset=NEWEST_ABOUT, is_encoded=True)
QUOTING = PagedStatement(
    partial(_rows_about, speaking=True), int, keyset=NEWEST_ABOUT, is_encoded=True
)
DETAIL = Statement(_detail_row, int, is_encoded=True)


@extend_schema_view(
    list=extend_schema(
        summary="Articles, newest first, or best first with `q`",
        responses=api_shapes.ListedArticle,
    ),
    retrieve=extend_schema(
        summary="One article with its text and tags",
        parameters=[OFFSETS],
        responses=api_shapes.Article,
    ),
)
class ArticleViewSet(ListingViewSet):
    """Answers joined of the JSON that was prepared when the articles were published."""

    queryset = Article.objects.all()
    filterset_class = ArticleFilterSet
    pagination_class = SearchPagination
    lookup_value_regex = r"[0-9]{1,18}"
    detail_parameters = frozenset({"offsets"})
    detail_problems = {"410": "It was withdrawn; `detail` is the notice in its place."}
    everything = ALL
    about = {"person": NAMING, "organisation": NAMING, "speaker": QUOTING}

    def get_queryset(self) -> Rows:
        return super().get_queryset().public()  # type: ignore[attr-defined]

    def get_keyset(self) -> Keyset:
        if "q" in self.request.query_params:
            return BEST
        return NEWEST_ABOUT if self.about.keys() & self.request.query_params.keys() else NEWEST

    def columns(self, rows: Rows) -> Rows:
        return _list_rows(rows, self.get_keyset())

    def list(self, request: Request) -> HttpResponse:
        paginator = KeysetPagination()
        page = self.read_page(paginator)
        results = _summaries(page)
        if self.filterset and self.filterset.search:
            results = _with_snippets(results, self.filterset.search)
        return self._respond(
            _join_list(results.values(), {**paginator.links(), **self.said_of_search()})
        )

    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        is_utf16 = wants_utf16(request)
        row = DETAIL.row(int(pk))
        if row is None:
            raise taken_down_or_unknown(int(pk))
        if row.rendition__is_stale:
            made = current_renditions([row.pk])
            if row.pk not in made:  # taken back a moment ago
                raise Http404
            return self._respond(made[row.pk].detail, is_utf16=is_utf16)
        texts = row.live__body.decode(), row.live__body_text.decode()
        prepared = full_detail(row.rendition__summary, row.rendition__detail, *texts)
        return self._respond(prepared, is_utf16=is_utf16)

    def _respond(self, json: bytes, *, is_utf16: bool = False) -> HttpResponse:
        """Return Django's response, since DRF's would render the JSON again."""
        answer = with_origin(json, origin_of(self.request))
        return HttpResponse(
            in_utf16(answer) if is_utf16 else answer, content_type="application/json"
        )


def _summaries(page: Sequence[Any]) -> dict[int, bytes]:
    """Return the summaries by the articles' ids, stale ones made anew.

    An article that was withdrawn a moment ago is left out.
    """
    stale = current_renditions([row.pk for row in page if row.rendition__is_stale])
    made = {pk: rendered.summary for pk, rendered in stale.items()}
    fresh = {
        row.pk: _to_bytes(row.rendition__summary) for row in page if not row.rendition__is_stale
    }
    found = fresh | made
    return {row.pk: found[row.pk] for row in page if row.pk in found}


def _to_bytes(text: str | bytes) -> bytes:
    """Return bytes: statements give bytes, the rows of a filter set text."""
    return text.encode() if isinstance(text, str) else text


def _with_snippets(results: Mapping[int, bytes], search: Search) -> dict[int, bytes]:
    found = snippets(list(results), search)
    return {
        pk: b'%b,"snippet":%b}' % (summary[:-1], encode(found.get(pk, "")))
        for pk, summary in results.items()
    }


def _join_list(results: Iterable[bytes], facts: dict[str, Any]) -> bytes:
    return b'{"results":[%b],%b' % (b",".join(results), encode(facts)[1:])
