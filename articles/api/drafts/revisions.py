"""Revisions of an article: listed, read and restored."""

from typing import Any

import msgspec
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.drafts.answers import MOST_REVISIONS, text_of
from articles.api.drafts.requests import DraftBase
from articles.api.drafts.shapes import Draft, DraftText, RevisionPage, RevisionRow
from articles.api.drafts.views import IF_MATCH
from articles.models import Revision
from articles.revisions.restoring import restore_revision
from newsroom.lib.api.pagination import PAGE_PARAMETERS, KeysetPagination
from newsroom.lib.keyset import Keyset

NEWEST = Keyset(("number",), (int,))


class RevisionsView(DraftBase):
    parameters = frozenset(PAGE_PARAMETERS)

    @extend_schema(
        operation_id="draft_revisions_list",
        summary="The revisions of an article, newest first",
        responses=RevisionPage,
    )
    def get(self, request: Request, pk: int) -> Response:
        rows = (
            self.find(pk)
            .revisions.select_related("created_by")
            .only("number", "created_at", "created_by__username", "note", "headline_text")
        )
        paginator = KeysetPagination()
        page = paginator.paginate_queryset(rows, request, self)
        return paginator.get_paginated_response([msgspec.to_builtins(_row(one)) for one in page])

    def get_keyset(self) -> Keyset:
        return NEWEST


class RevisionView(DraftBase):
    @extend_schema(
        operation_id="draft_revisions_retrieve",
        summary="One revision with its text and tags",
        responses=DraftText,
    )
    def get(self, request: Request, pk: int, number: int) -> Response:
        return Response(msgspec.to_builtins(text_of(_find(self.find(pk), number))))


class RestoreView(DraftBase):
    @extend_schema(
        operation_id="draft_revisions_restore",
        summary="Make an earlier revision the working copy again",
        request=None,
        responses=Draft,
        parameters=[IF_MATCH],
    )
    def post(self, request: Request, pk: int, number: int) -> Response:
        with self.locked(request, pk) as article:
            _find(article, number)
            head = article.working_copy.number
            restore_revision(article_id=article.pk, number=number, base=head, by=self.user)
            return self.answer(self.find(pk))


def _find(article: Any, number: int) -> Revision:
    rows = article.revisions.select_related("created_by")
    revision: Revision | None = rows.filter(number=min(number, MOST_REVISIONS)).first()
    if revision is None:
        raise Http404
    return revision


def _row(revision: Revision) -> RevisionRow:
    by = revision.created_by
    return RevisionRow(
        revision=revision.number,
        saved_at=revision.created_at,
        saved_by=by.get_username() if by else None,
        note=revision.note,
        headline_text=revision.headline_text,
    )
