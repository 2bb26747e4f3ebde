"""Corrections for programs of the desk: published and changed."""

from http import HTTPStatus
from typing import Annotated, Any, Literal, cast
from uuid import UUID

import msgspec
from django.http import Http404
from drf_spectacular.utils import extend_schema
from msgspec import UNSET, Meta, Struct, UnsetType
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.drafts.views import IF_MATCH
from articles.api.transitions import DeskArticleView
from articles.choices import CorrectionKind, CorrectionPlace
from articles.models import Correction
from articles.publication.corrections import (
    MAX_TAGS,
    Notice,
    change_correction,
    publish_correction,
    version_of_correction,
)
from newsroom.lib.api.bodies import read_body
from newsroom.lib.api.preconditions import is_match, read_if_match, stale
from newsroom.lib.json_types import Moment, one_of
from newsroom.lib.numbers import LARGEST_ID
from newsroom.lib.versions import StaleForm
from newsroom.scopes import Scope

Kind = Annotated[
    Literal["correction", "clarification", "update", "apology", "retraction"],
    one_of(CorrectionKind),
]
Place = Annotated[Literal["top", "bottom"], one_of(CorrectionPlace)]
About = Annotated[
    tuple[UUID, ...],
    Meta(max_length=MAX_TAGS, description="The quotes and mentions that were wrong."),
]


class CorrectionInput(Struct, forbid_unknown_fields=True, kw_only=True):
    """A public notice about something that the article said."""

    kind: Kind
    text: str
    place: Place = "top"
    about: About = ()


class CorrectionChange(Struct, forbid_unknown_fields=True, kw_only=True):
    """Changes of a correction."""

    kind: Kind | UnsetType = UNSET
    text: str | UnsetType = UNSET
    place: Place | UnsetType = UNSET
    about: About | UnsetType = UNSET


class DeskCorrection(Struct):
    """A correction, as the desk has it."""

    id: int
    article: int
    kind: Kind
    text: str
    place: Place
    about: list[UUID]
    published_at: Moment


class ArticleCorrectionsView(DeskArticleView):
    write_scopes = frozenset({Scope.PUBLISH})

    @extend_schema(
        operation_id="article_corrections_create",
        summary="Publish a correction",
        request=CorrectionInput,
        responses={201: DeskCorrection},
    )
    def post(self, request: Request, pk: int) -> Response:
        article = self.find(pk)
        asked = read_body(request, CorrectionInput)
        correction = publish_correction(
            article_id=article.pk,
            notice=Notice(asked.kind, asked.text, asked.place),
            about=asked.about,
            by=self.user,
        )
        return _answer(correction, HTTPStatus.CREATED)


class ArticleCorrectionView(DeskArticleView):
    write_scopes = frozenset({Scope.PUBLISH})

    @extend_schema(
        operation_id="article_corrections_retrieve",
        summary="One correction of an article as the desk has it",
        responses=DeskCorrection,
    )
    def get(self, request: Request, pk: int, number: int) -> Response:
        return _answer(self._find(pk, number))

    @extend_schema(
        operation_id="article_corrections_change",
        summary="Change a correction",
        request=CorrectionChange,
        responses=DeskCorrection,
        parameters=[IF_MATCH],
    )
    def patch(self, request: Request, pk: int, number: int) -> Response:
        stored = self._find(pk, number)
        asked = read_body(request, CorrectionChange)
        version = version_of_correction(stored)
        tags = read_if_match(request)
        if not is_match(tags, f'"{version}"'):
            raise _stale(stored)
        about = None if isinstance(asked.about, UnsetType) else asked.about
        values = [_given(getattr(asked, name), getattr(stored, name)) for name in NOTICE]
        try:
            changed = change_correction(
                correction_id=stored.pk,
                notice=Notice(*values),
                about=about,
                base=None if tags == ["*"] else version,
                by=self.user,
            )
        except StaleForm as error:  # changed since it was read above
            raise _stale(self._find(pk, number)) from error
        return _answer(changed)

    def _find(self, pk: int, number: int) -> Correction:
        corrections = self.find(pk).corrections.filter(pk=min(number, LARGEST_ID))
        correction: Correction | None = corrections.first()
        if correction is None:
            raise Http404
        return correction


NOTICE = ("kind", "text", "place")


def _given(value: Any, default: Any) -> Any:
    return default if value is UNSET else value


def _stale(correction: Correction) -> Exception:
    etag = f'"{version_of_correction(correction)}"'
    return stale(etag, "The correction has been changed; read it again.")


def _answer(correction: Correction, status: int = HTTPStatus.OK) -> Response:
    shown = DeskCorrection(
        id=correction.pk,
        article=correction.article_id,
        kind=cast("Any", correction.kind),
        text=correction.text,
        place=cast("Any", correction.place),
        about=[*correction.tags.order_by("uuid").values_list("uuid", flat=True)],
        published_at=correction.published_at,
    )
    headers = {"ETag": f'"{version_of_correction(correction)}"'}
    return Response(msgspec.to_builtins(shown), status, headers=headers)
