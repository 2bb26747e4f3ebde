"""Quotes and mentions in the API."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from drf_spectacular.utils import extend_schema, extend_schema_view
from msgspec import Struct
from msgspec.json import encode
from rest_framework.request import Request

from articles.api import tag_payloads
from articles.api.filters import MentionFilterSet, QuoteFilterSet
from articles.api.listing import ListingViewSet, Rows, SearchPagination
from articles.api.tag_payloads import (
    OF_ARTICLE,
    OF_QUOTE,
    OF_TAG,
    columns_of,
    mention_of_row,
    quote_of_row,
)
from articles.models import Mention, Quote
from newsroom.lib.api.origin import origin_of
from newsroom.lib.api.pagination import KeysetPagination
from newsroom.lib.database.prepared_pages import PagedStatement
from newsroom.lib.keyset import Keyset

NEWEST_TAGS = Keyset(("live_at", "pk"), (datetime, int))


class TagViewSet(ListingViewSet):
    """Base for public quotes and mentions, found by their uuids, newest first."""

    lookup_field = "uuid"
    lookup_value_regex = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"

    def get_queryset(self) -> Rows:
        return super().get_queryset().public()  # type: ignore[attr-defined]

    def get_keyset(self) -> Keyset:
        return NEWEST_TAGS

    def shape(self, row: Any, origin: str) -> Struct:
        raise NotImplementedError

    def list(self, request: Request) -> HttpResponse:
        paginator = KeysetPagination()
        origin = origin_of(request)
        results = [self.shape(row, origin) for row in self.read_page(paginator)]
        return _json({"results": results, **paginator.links(), **self.said_of_search()})

    def retrieve(self, request: Request, uuid: str) -> HttpResponse:
        row = self.columns(self.get_queryset().filter(uuid=uuid)).first()
        if row is None:
            raise Http404
        return _json(self.shape(row, origin_of(request)))


def _json(answer: Any) -> HttpResponse:
    """Return Django's response, since DRF's could not encode structs."""
    return HttpResponse(encode(answer), content_type="application/json")


def _quotes(quotes: Rows) -> Rows:
    return quotes.values_list(*OF_TAG, *OF_ARTICLE, *OF_QUOTE, *columns_of("speaker"), named=True)


def _quotes_by(speaker_id: int) -> Rows:
    return _quotes(Quote.objects.public().filter(speaker=speaker_id))


@extend_schema_view(
    list=extend_schema(summary="Quotes, newest first", responses=tag_payloads.Quote),
    retrieve=extend_schema(summary="One quote", responses=tag_payloads.Quote),
)
class QuoteViewSet(TagViewSet):
    queryset = Quote.objects.all()
    filterset_class = QuoteFilterSet
    pagination_class = SearchPagination
    # Written once: quotes by a speaker take 1.3 ms of processor (docs/performance.md).
    everything = PagedStatement(lambda: _quotes(Quote.objects.public()), keyset=NEWEST_TAGS)
    about = {"speaker": PagedStatement(_quotes_by, int, keyset=NEWEST_TAGS)}
    columns = staticmethod(_quotes)  # type: ignore[assignment]
    shape = staticmethod(quote_of_row)


def _mentions(mentions: Rows) -> Rows:
    return mentions.values_list(*OF_TAG, *OF_ARTICLE, *columns_of("entity"), named=True)


def _mentions_of(entity_id: int) -> Rows:
    return _mentions(Mention.objects.public().filter(entity=entity_id))


@extend_schema_view(
    list=extend_schema(summary="Mentions, newest first", responses=tag_payloads.Mention),
    retrieve=extend_schema(summary="One mention", responses=tag_payloads.Mention),
)
class MentionViewSet(TagViewSet):
    queryset = Mention.objects.all()
    filterset_class = MentionFilterSet
    everything = PagedStatement(lambda: _mentions(Mention.objects.public()), keyset=NEWEST_TAGS)
    about = {"entity": PagedStatement(_mentions_of, int, keyset=NEWEST_TAGS)}
    columns = staticmethod(_mentions)  # type: ignore[assignment]
    shape = staticmethod(mention_of_row)
