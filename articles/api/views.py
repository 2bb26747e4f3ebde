"""The API's lists and resources: what is public, and nothing else."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.filters import ArticleFilterSet, MentionFilterSet, QuoteFilterSet
from articles.api.listing import ListingViewSet, Rows
from articles.api.serializers import (
    ArticleSerializer,
    ListedArticleSerializer,
    MentionSerializer,
    QuoteSerializer,
    SectionSerializer,
)
from articles.api.tagged import (
    OF_ARTICLE,
    OF_QUOTE,
    OF_TAG,
    Payload,
    columns_of,
    mention_payload,
    quote_payload,
)
from articles.api.tombstones import gone_or_unknown
from articles.models import Article, Mention, Quote, Section
from articles.renditions.payload import whole_detail, with_origin
from articles.search import Search, snippets
from articles.services.showing import current_renditions
from newsroom.lib.api.filters import StrictDetail
from newsroom.lib.api.pagination import KeysetPagination
from newsroom.lib.api.renderers import PreparedJSON
from newsroom.lib.keyset import Keyset
from newsroom.lib.paging import PagedStatement
from newsroom.lib.statements import Statement

NEWEST = Keyset(("published_at", "pk"), (datetime, int))
NEWEST_ABOUT = Keyset(("appearance__published_at", "appearance__article_id"), (datetime, int))
BEST = Keyset(("rank", "published_at", "pk"), (float, datetime, int))
NEWEST_TAGS = Keyset(("live_at", "pk"), (datetime, int))
IN_ORDER = Keyset(("position", "name"), (int, str), is_descending=False)

ID = r"[0-9]{1,18}"
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
SLUG = r"[-\w]{1,80}"


def origin_of(request: Request) -> str:
    """What stands before a path in an address that this client can use."""
    return request.build_absolute_uri("/").rstrip("/")


def _listed(articles: Rows, keyset: Keyset) -> Rows:
    columns = {*keyset.fields, "pk", "rendition__summary", "rendition__is_stale"}
    return articles.values_list(*sorted(columns), named=True)


def _about(entity_id: int, *, speaking: bool = False) -> Rows:
    return _listed(Article.objects.public().about(entity_id, speaking=speaking), NEWEST_ABOUT)


def _detail(pk: int) -> Rows:
    columns = ("rendition__summary", "rendition__detail", "rendition__is_stale")
    live = Article.objects.public().filter(pk=pk)
    return live.values_list(*columns, "live__body", "live__body_text", named=True)


NAMING = PagedStatement(_about, int, keyset=NEWEST_ABOUT)
QUOTING = PagedStatement(partial(_about, speaking=True), int, keyset=NEWEST_ABOUT)
DETAIL = Statement(_detail, int)


@extend_schema_view(
    list=extend_schema(
        summary="Articles, newest first, or best first with `q`",
        responses=ListedArticleSerializer(many=True),
    ),
    retrieve=extend_schema(
        summary="One article with its text and tags", responses=ArticleSerializer
    ),
)
class ArticleViewSet(ListingViewSet):
    """What was prepared when the articles were published goes out unread."""

    queryset = Article.objects.all()
    serializer_class = ArticleSerializer
    filterset_class = ArticleFilterSet
    lookup_value_regex = ID
    everything = PagedStatement(lambda: _listed(Article.objects.public(), NEWEST), keyset=NEWEST)
    about = {"person": NAMING, "organisation": NAMING, "speaker": QUOTING}

    def get_queryset(self) -> Rows:
        return super().get_queryset().public()  # type: ignore[attr-defined]

    def get_keyset(self) -> Keyset:
        if "q" in self.request.query_params:
            return BEST
        return NEWEST_ABOUT if self.about.keys() & self.request.query_params.keys() else NEWEST

    def columns(self, rows: Rows) -> Rows:
        return _listed(rows, self.get_keyset())

    def list(self, request: Request) -> Response:
        paginator = KeysetPagination()
        page = self.read_page(paginator)
        stale = current_renditions([row.pk for row in page if row.rendition__is_stale])
        made = {pk: rendition["summary"] for pk, rendition in stale.items()}
        fresh = {row.pk: row.rendition__summary for row in page if not row.rendition__is_stale}
        summaries = fresh | made  # one that was withdrawn a moment ago is in neither
        results = {row.pk: summaries[row.pk] for row in page if row.pk in summaries}
        if self.filterset and self.filterset.search:
            results = _with_snippets(results, self.filterset.search)
        return self._prepared(_list_of(results.values(), paginator.links()))

    def retrieve(self, request: Request, pk: str) -> Response:
        row = DETAIL.row(int(pk))
        if row is None:
            raise gone_or_unknown(int(pk))
        if row.rendition__is_stale:
            text = current_renditions([int(pk)]).get(int(pk), {}).get("detail", "")
        else:
            prepared = row.rendition__summary, row.rendition__detail
            text = whole_detail(*prepared, row.live__body, row.live__body_text)
        if not text:
            raise Http404
        return self._prepared(text)

    def _prepared(self, text: str) -> Response:
        return Response(PreparedJSON(with_origin(text, origin_of(self.request))))


def _with_snippets(results: Mapping[int, str], search: Search) -> dict[int, str]:
    found = snippets(list(results), search)
    return {
        pk: f'{text[:-1]},"snippet":{json.dumps(found.get(pk, ""), ensure_ascii=False)}}}'
        for pk, text in results.items()
    }


def _list_of(results: Iterable[str], links: dict[str, str | None]) -> str:
    return f'{{"results":[{",".join(results)}],{json.dumps(links)[1:]}'


class TagViewSet(ListingViewSet):
    """Shared by quotes and mentions: public ones, by their own ids, newest first."""

    lookup_field = "uuid"
    lookup_value_regex = UUID

    def get_queryset(self) -> Rows:
        return super().get_queryset().public()  # type: ignore[attr-defined]

    def get_keyset(self) -> Keyset:
        return NEWEST_TAGS

    def payload(self, row: Any, origin: str) -> Payload:
        raise NotImplementedError

    def list(self, request: Request) -> Response:
        paginator = KeysetPagination()
        origin = origin_of(request)
        page = self.read_page(paginator)
        return paginator.get_paginated_response([self.payload(row, origin) for row in page])

    def retrieve(self, request: Request, uuid: str) -> Response:
        row = self.columns(self.get_queryset().filter(uuid=uuid)).first()
        if row is None:
            raise Http404
        return Response(self.payload(row, origin_of(request)))


def _quotes(quotes: Rows) -> Rows:
    return quotes.values_list(*OF_TAG, *OF_ARTICLE, *OF_QUOTE, *columns_of("speaker"), named=True)


def _quotes_by(speaker_id: int) -> Rows:
    return _quotes(Quote.objects.public().filter(speaker=speaker_id))


@extend_schema_view(
    list=extend_schema(summary="Quotes, newest first", responses=QuoteSerializer(many=True)),
    retrieve=extend_schema(summary="One quote", responses=QuoteSerializer),
)
class QuoteViewSet(TagViewSet):
    queryset = Quote.objects.all()
    serializer_class = QuoteSerializer
    filterset_class = QuoteFilterSet
    everything = PagedStatement(lambda: _quotes(Quote.objects.public()), keyset=NEWEST_TAGS)
    about = {"speaker": PagedStatement(_quotes_by, int, keyset=NEWEST_TAGS)}
    columns = staticmethod(_quotes)  # type: ignore[assignment]
    payload = staticmethod(quote_payload)


def _mentions(mentions: Rows) -> Rows:
    return mentions.values_list(*OF_TAG, *OF_ARTICLE, *columns_of("entity"), named=True)


def _mentions_of(entity_id: int) -> Rows:
    return _mentions(Mention.objects.public().filter(entity=entity_id))


@extend_schema_view(
    list=extend_schema(summary="Mentions, newest first", responses=MentionSerializer(many=True)),
    retrieve=extend_schema(summary="One mention", responses=MentionSerializer),
)
class MentionViewSet(TagViewSet):
    queryset = Mention.objects.all()
    serializer_class = MentionSerializer
    filterset_class = MentionFilterSet
    everything = PagedStatement(lambda: _mentions(Mention.objects.public()), keyset=NEWEST_TAGS)
    about = {"entity": PagedStatement(_mentions_of, int, keyset=NEWEST_TAGS)}
    columns = staticmethod(_mentions)  # type: ignore[assignment]
    payload = staticmethod(mention_payload)


@extend_schema_view(
    list=extend_schema(summary="Sections, in the order of the site"),
    retrieve=extend_schema(summary="One section"),
)
class SectionViewSet(
    StrictDetail, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]
):
    queryset = Section.objects.all()
    serializer_class = SectionSerializer
    lookup_field = "slug"
    lookup_value_regex = SLUG

    def get_queryset(self) -> Rows:
        return super().get_queryset().public()  # type: ignore[attr-defined]

    def get_keyset(self) -> Keyset:
        return IN_ORDER
