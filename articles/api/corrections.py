"""Corrections in the API."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, viewsets

from articles.models import Article, Correction, TagReview
from newsroom.lib.api.filters import IdFilter
from newsroom.lib.api.public import PublicViewSet
from newsroom.lib.keyset import Keyset

NEWEST: Final = Keyset(("published_at", "pk"), (datetime, int))


class CorrectedArticleSerializer(serializers.ModelSerializer[Article]):
    url = serializers.SerializerMethodField()
    headline = serializers.CharField(source="live.headline_text")

    class Meta:
        model = Article
        fields = ["id", "url", "headline"]

    def get_url(self, article: Article) -> str:
        return str(self.context["request"].build_absolute_uri(article.get_absolute_url()))


class CorrectionSerializer(serializers.ModelSerializer[Correction]):
    """`quotes` and `mentions` are the ids of the tags that were wrong."""

    url = serializers.SerializerMethodField()
    quotes = serializers.SerializerMethodField()
    mentions = serializers.SerializerMethodField()
    article = CorrectedArticleSerializer()

    class Meta:
        model = Correction
        fields = ["id", "url", "kind", "text", "published_at", "quotes", "mentions", "article"]

    def get_quotes(self, correction: Correction) -> list[UUID]:
        return _uuids(correction, TagReview.Tag.QUOTE)

    def get_mentions(self, correction: Correction) -> list[UUID]:
        return _uuids(correction, TagReview.Tag.MENTION)

    def get_url(self, correction: Correction) -> str:
        return str(self.context["request"].build_absolute_uri(correction.get_absolute_url()))


def _uuids(correction: Correction, kind: str) -> list[UUID]:
    return [row.uuid for row in correction.tags.all() if row.tag == kind]


class CorrectionFilterSet(django_filters.FilterSet):
    article = IdFilter("article", label="An article's id.")
    kind = django_filters.ChoiceFilter(choices=Correction.Kind.choices)

    class Meta:
        model = Correction
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(summary="Corrections, newest first"),
    retrieve=extend_schema(summary="One correction"),
)
class CorrectionViewSet(PublicViewSet, viewsets.ReadOnlyModelViewSet[Any]):
    queryset = Correction.objects.select_related("article__live").prefetch_related("tags")
    serializer_class = CorrectionSerializer
    filterset_class = CorrectionFilterSet
    lookup_value_regex = r"[0-9]{1,18}"

    def get_queryset(self) -> "QuerySet[Any]":
        found: QuerySet[Any] = super().get_queryset().public()  # type: ignore[attr-defined]
        texts = ("headline", "deck", "body", "deck_text", "body_text")
        return found.defer(*(f"article__live__{name}" for name in texts))

    def get_keyset(self) -> Keyset:
        return NEWEST
