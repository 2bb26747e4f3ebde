"""Takedowns in the API: articles that were withdrawn or killed, with the notice."""

from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, viewsets

from articles.models import Article, Takedown
from newsroom.lib.api.problems import ProblemFound
from newsroom.lib.api.public import PublicViewSet
from newsroom.lib.keyset import Keyset
from newsroom.lib.urls import address_of

NEWEST: Final = Keyset(("made_at", "article_id"), (datetime, int))


class TakedownSerializer(serializers.ModelSerializer[Takedown]):
    id = serializers.IntegerField(source="article_id", help_text="The article’s.")
    url = serializers.SerializerMethodField()
    removed_at = serializers.DateTimeField(source="made_at")

    class Meta:
        model = Takedown
        fields = ["id", "url", "notice", "removed_at"]

    def get_url(self, takedown: Takedown) -> str:
        address = address_of("articles:article", takedown.article.slug)
        return str(self.context["request"].build_absolute_uri(address))


@extend_schema_view(
    list=extend_schema(summary="Articles that were withdrawn, the last one first"),
    retrieve=extend_schema(summary="One article that was withdrawn"),
)
class TakedownViewSet(PublicViewSet, viewsets.ReadOnlyModelViewSet[Any]):
    queryset = Takedown.objects.select_related("article")
    serializer_class = TakedownSerializer
    lookup_value_regex = r"[0-9]{1,18}"

    def get_queryset(self) -> "QuerySet[Any]":
        return super().get_queryset().filter(article__in=Article.objects.taken_down())

    def get_keyset(self) -> Keyset:
        return NEWEST


def taken_down_or_unknown(pk: int) -> Exception:
    """Return the error for a hidden article: 410 if readers have seen it, else 404."""
    takedown = Takedown.objects.filter(
        article__in=Article.objects.taken_down().filter(pk=pk)
    ).first()
    if takedown is None:
        return Http404()
    removed_at = takedown.made_at.isoformat().replace("+00:00", "Z")
    return ProblemFound(HTTPStatus.GONE, "gone", takedown.notice, removed_at=removed_at)
