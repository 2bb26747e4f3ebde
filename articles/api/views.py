"""The API's lists and resources: what is public, and nothing else."""

import json
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.filters import ArticleFilterSet, MentionFilterSet, QuoteFilterSet
from articles.api.serializers import (
    ArticleSerializer,
    ListedArticleSerializer,
    MentionSerializer,
    QuoteSerializer,
    SectionSerializer,
)
from articles.models import Article, Mention, Quote, Section
from articles.renditions.payload import with_origin
from articles.search import Search, snippets
from articles.services.showing import current_rendition
from newsroom.lib.api.pagination import KeysetPagination
from newsroom.lib.api.renderers import PreparedJSON
from newsroom.lib.keyset import Keyset

Rows = QuerySet[Any]
NEWEST = Keyset(("published_at", "pk"), (datetime, int))
NEWEST_ABOUT = Keyset(("appearance__published_at", "appearance__article_id"), (datetime, int))
BEST = Keyset(("rank", "published_at", "pk"), (float, datetime, int))
NEWEST_TAGS = Keyset(("live_at", "pk"), (datetime, int))

# Of the revision only the headline is shown.
TEXTS = [f"revision__{name}" for name in ("headline", "deck", "deck_text", "body", "body_text")]

ID = r"[0-9]{1,18}"
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@extend_schema_view(
    list=extend_schema(
        summary="Articles, newest first, or best first with `q`",
        responses=ListedArticleSerializer(many=True),
    ),
    retrieve=extend_schema(
        summary="One article with its text and tags", responses=ArticleSerializer
    ),
)
class ArticleViewSet(viewsets.GenericViewSet[Any]):
    """What was prepared when the articles were published goes out unread."""

    queryset = Article.objects.all()
    serializer_class = ArticleSerializer
    filterset_class = ArticleFilterSet
    filterset: ArticleFilterSet | None = None
    lookup_value_regex = ID

    def get_queryset(self) -> Rows:
        return super().get_queryset().public()  # type: ignore[attr-defined]

    def get_keyset(self) -> Keyset:
        if "q" in self.request.query_params:
            return BEST
        by_entity = {"person", "organisation", "speaker"} & self.request.query_params.keys()
        return NEWEST_ABOUT if by_entity else NEWEST

    def list(self, request: Request) -> Response:
        articles = self.filter_queryset(self.get_queryset())
        columns = {*self.get_keyset().fields, "pk", "rendition__summary", "rendition__is_stale"}
        paginator = KeysetPagination()
        rows = articles.values_list(*sorted(columns), named=True)
        page = paginator.paginate_queryset(rows, request, self)
        results = [
            _stored(row.pk, row.rendition__summary, row.rendition__is_stale, "summary")
            for row in page
        ]
        if self.filterset and self.filterset.search:
            results = _with_snippets([row.pk for row in page], results, self.filterset.search)
        return self._prepared(_list_of(results, paginator.links()))

    def retrieve(self, request: Request, pk: str) -> Response:
        found = self.get_queryset().filter(pk=int(pk))
        row = found.values_list("rendition__detail", "rendition__is_stale").first()
        if row is None:
            raise Http404
        detail, is_stale = row
        return self._prepared(_stored(int(pk), detail, is_stale, "detail"))

    def _prepared(self, text: str) -> Response:
        origin = self.request.build_absolute_uri("/").rstrip("/")
        return Response(PreparedJSON(with_origin(text, origin)))


def _stored(article_id: int, text: str, is_stale: bool, column: str) -> str:
    return str(current_rendition(article_id)[column]) if is_stale else text


def _with_snippets(article_ids: list[int], results: list[str], search: Search) -> list[str]:
    found = snippets(article_ids, search)
    return [
        f'{text[:-1]},"snippet":{json.dumps(found[pk], ensure_ascii=False)}}}'
        for pk, text in zip(article_ids, results, strict=True)
    ]


def _list_of(results: list[str], links: dict[str, str | None]) -> str:
    return f'{{"results":[{",".join(results)}],{json.dumps(links)[1:]}'


class TagViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]):
    """Shared by quotes and mentions: public ones, by their own ids, newest first."""

    lookup_field = "uuid"
    lookup_value_regex = UUID

    def get_queryset(self) -> Rows:
        return super().get_queryset().public()  # type: ignore[attr-defined]

    def get_keyset(self) -> Keyset:
        return NEWEST_TAGS


@extend_schema_view(
    list=extend_schema(summary="Quotes, newest first"), retrieve=extend_schema(summary="One quote")
)
class QuoteViewSet(TagViewSet):
    queryset = Quote.objects.select_related("speaker", "revision__live_of").defer(*TEXTS)
    serializer_class = QuoteSerializer
    filterset_class = QuoteFilterSet


@extend_schema_view(
    list=extend_schema(summary="Mentions, newest first"),
    retrieve=extend_schema(summary="One mention"),
)
class MentionViewSet(TagViewSet):
    queryset = Mention.objects.select_related("entity", "revision__live_of").defer(*TEXTS)
    serializer_class = MentionSerializer
    filterset_class = MentionFilterSet


@extend_schema_view(
    list=extend_schema(summary="Sections, in the order of the site"),
    retrieve=extend_schema(summary="One section"),
)
class SectionViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]
):
    queryset = Section.objects.all()
    serializer_class = SectionSerializer
    lookup_field = "slug"

    def get_keyset(self) -> Keyset:
        return Keyset(("position", "name"), (int, str), is_descending=False)
