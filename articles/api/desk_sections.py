"""Sections for programs of the desk: all of them, made and changed."""

from http import HTTPStatus
from typing import Annotated, Any, cast

import msgspec
from django.db import transaction
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from msgspec import UNSET, Meta, Struct, UnsetType
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.drafts.views import IF_MATCH
from articles.models import Section
from articles.publication.sections import EDITABLE_FIELDS, change_section, create_section
from newsroom.desk_api.views import DeskView
from newsroom.lib.api.bodies import read_body
from newsroom.lib.api.preconditions import is_match, read_if_match, stale
from newsroom.lib.errors import NotAllowed
from newsroom.lib.slugs import make_slug
from newsroom.lib.versions import version_of
from newsroom.models import User
from newsroom.scopes import Scope

Position = Annotated[int, Meta(ge=0, le=32767, description="Lower comes first.")]


class SectionChange(Struct, forbid_unknown_fields=True, kw_only=True):
    """Changes of a section. A slug that it gives up leads to the new one."""

    name: str | UnsetType = UNSET
    slug: str | UnsetType = UNSET
    position: Position | UnsetType = UNSET


class SectionInput(SectionChange, forbid_unknown_fields=True, kw_only=True):
    """A new section."""

    name: str


class DeskSection(Struct):
    """A section, whether readers see one of its articles or not."""

    slug: str
    name: str
    position: int


class DeskSections(Struct):
    results: list[DeskSection]


class DeskSectionsView(DeskView):
    """All sections, in the order of the site."""

    permissions_any = tuple(f"articles.{one}_section" for one in ("view", "add", "change"))
    read_scopes = frozenset({Scope.READ_DRAFTS, Scope.WRITE_ARTICLES})
    write_scopes = frozenset({Scope.WRITE_ARTICLES})

    @extend_schema(
        operation_id="desk_sections_list",
        summary="All sections, also those without a public article",
        responses=DeskSections,
    )
    def get(self, request: Request) -> Response:
        return Response({"results": [_members(section) for section in Section.objects.all()]})

    @extend_schema(
        operation_id="desk_sections_create",
        summary="Make a section",
        request=SectionInput,
        responses={201: DeskSection},
    )
    def post(self, request: Request) -> Response:
        user = _refuse(request, "add")
        asked = read_body(request, SectionInput)
        section = Section(**_given(asked))
        if not section.slug:
            slugs = Section.objects
            section.slug = make_slug(
                section.name, is_taken=lambda slug: slugs.ever_at(slug).exists()
            )
        create_section(section=section, by=user)
        return _answer(section, HTTPStatus.CREATED)


class DeskSectionView(DeskSectionsView):
    """One section, by its present slug."""

    @extend_schema(
        operation_id="desk_sections_retrieve", summary="One section", responses=DeskSection
    )
    def get(self, request: Request, slug: str) -> Response:  # type: ignore[override]
        return _answer(get_object_or_404(Section, slug=slug))

    @extend_schema(exclude=True)
    def post(self, request: Request, slug: str) -> Response:  # type: ignore[override]
        del slug
        return self.http_method_not_allowed(request)

    @extend_schema(
        operation_id="desk_sections_change",
        summary="Change a section",
        request=SectionChange,
        responses=DeskSection,
        parameters=[IF_MATCH],
    )
    def patch(self, request: Request, slug: str) -> Response:
        user = _refuse(request, "change")
        asked = read_body(request, SectionChange)
        with transaction.atomic():
            rows = Section.objects.select_for_update()
            section = get_object_or_404(rows, slug=slug)
            etag = _etag(section)
            if not is_match(read_if_match(request), etag):
                raise stale(etag, f"{section.name} has been changed; read it again.")
            given = _given(asked)
            for name, value in given.items():
                setattr(section, name, value)
            section.clean()
            change_section(section=section, by=user, fields=given.keys())
            section.refresh_from_db()
        return _answer(section)


def _given(asked: SectionChange) -> dict[str, Any]:
    values = {name: getattr(asked, name) for name in EDITABLE_FIELDS}
    return {name: value for name, value in values.items() if value is not UNSET}


def _refuse(request: Request, action: str) -> User:
    user = cast("User", request.user)
    if not user.has_perm(f"articles.{action}_section"):
        raise NotAllowed(f"You may not {action} sections.")
    return user


def _members(section: Section) -> dict[str, Any]:
    shown = DeskSection(section.slug, section.name, section.position)
    return cast("dict[str, Any]", msgspec.to_builtins(shown))


def _etag(section: Section) -> str:
    return f'"{version_of(_members(section))}"'


def _answer(section: Section, status: int = HTTPStatus.OK) -> Response:
    return Response(_members(section), status, headers={"ETag": _etag(section)})
