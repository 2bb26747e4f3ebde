"""Drafts in the API: listed, made, read and changed."""

from http import HTTPStatus
from typing import Any

import django_filters
import msgspec
from django.db import transaction
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.drafts.answers import head_of
from articles.api.drafts.requests import DraftBase
from articles.api.drafts.shapes import Draft, DraftChange, DraftInput, DraftPage
from articles.api.drafts.writing import change_draft, create_draft
from articles.choices import ADD_ARTICLE, State
from articles.models import Article
from newsroom.lib.api.bodies import read_body
from newsroom.lib.api.filters import StrictFilterBackend
from newsroom.lib.api.origin import origin_of
from newsroom.lib.api.pagination import PAGE_PARAMETERS, KeysetPagination
from newsroom.lib.errors import NotAllowed
from newsroom.lib.keyset import Keyset

NEWEST = Keyset(("pk",), (int,))
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag that was read."
)


class DraftFilterSet(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        choices=State.choices, method="in_state", label="Where they are on their way to readers."
    )
    section = django_filters.CharFilter("section__slug", label="A section's slug.")

    class Meta:
        model = Article
        fields: list[str] = []

    def in_state(self, articles: Any, name: str, value: str) -> Any:
        del name
        return articles.in_state(value)


class DraftsView(DraftBase):
    permissions_any = (*DraftBase.permissions_any, ADD_ARTICLE)
    filterset_class = DraftFilterSet
    filter_backends = [StrictFilterBackend]
    parameters = frozenset({*PAGE_PARAMETERS, *DraftFilterSet.base_filters})

    @extend_schema(
        operation_id="drafts_list",
        summary="Articles as the desk has them, newest first",
        responses=DraftPage,
    )
    def get(self, request: Request) -> Response:
        articles = Article.objects.visible_to(self.user).select_related(
            "head__created_by", "live", "section"
        )
        found = StrictFilterBackend().filter_queryset(request, articles, self)
        paginator = KeysetPagination()
        page = paginator.paginate_queryset(_without_texts(found), request, self)
        origin = origin_of(request)
        rows = [msgspec.to_builtins(head_of(article, origin)) for article in page]
        return paginator.get_paginated_response(rows)

    def get_keyset(self) -> Keyset:
        return NEWEST

    @extend_schema(
        operation_id="drafts_create",
        summary="Make an article",
        request=DraftInput,
        responses={201: Draft},
    )
    def post(self, request: Request) -> Response:
        if not self.user.has_perm(ADD_ARTICLE):
            raise NotAllowed("You may not make articles.")
        asked = read_body(request, DraftInput)
        with transaction.atomic():
            article = create_draft(asked, self.user)
        address = reverse("api:draft", args=[article.pk])
        return self.answer(article, HTTPStatus.CREATED, Location=origin_of(request) + address)


class DraftView(DraftBase):
    @extend_schema(
        operation_id="drafts_retrieve", summary="One article as the desk has it", responses=Draft
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.answer(self.find(pk))

    @extend_schema(
        operation_id="drafts_change",
        summary="Change an article",
        request=DraftChange,
        responses=Draft,
        parameters=[IF_MATCH],
    )
    def patch(self, request: Request, pk: int) -> Response:
        asked = read_body(request, DraftChange)
        with self.locked(request, pk) as article:
            change_draft(article, asked, self.user)
            return self.answer(article)


def _without_texts(articles: Any) -> Any:
    texts = ("headline", "deck", "body", "deck_text", "body_text")
    names = [f"{revision}__{name}" for revision in ("head", "live") for name in texts]
    return articles.defer(*names)
