"""Entities for the editor's picker: all that the user may know of, those of drafts too."""

from typing import Any, cast

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.desk_entities import (
    DeskEntity,
    DeskEntityBase,
    EntityInput,
    create_by_request,
)
from articles.choices import ADD_ARTICLE, WRITE_ANY
from articles.search.entity_candidates import Candidate, candidates, known
from entities.models import Entity
from newsroom.desk_api.trying import VALIDATE
from newsroom.lib.api.filters import MAX_TEXT_LENGTH, refuse_parameters
from newsroom.lib.numbers import parse_whole_number
from newsroom.models import User

MAX_IDS = 500


class LastArticleSerializer(serializers.Serializer[Any]):
    headline = serializers.CharField()
    published_at = serializers.DateTimeField()


class CandidateSerializer(serializers.Serializer[Any]):
    """An entity with what tells it from its namesakes."""

    id = serializers.IntegerField(help_text="As asked for; a merged one's leads to its survivor.")
    entity = serializers.IntegerField(help_text="The id to tag with.")
    kind = serializers.ChoiceField(Entity.Kind.choices)
    name = serializers.CharField()
    description = serializers.CharField(allow_blank=True)
    distinction = serializers.CharField(
        allow_blank=True,
        help_text="What tells it from a namesake: its description, else office and last article.",
    )
    aliases = serializers.ListField(child=serializers.CharField())
    is_exact = serializers.BooleanField(help_text="A name or an alias is just what was asked.")
    last_article = LastArticleSerializer(allow_null=True)


class CandidatesSerializer(serializers.Serializer[Any]):
    results = CandidateSerializer(many=True)


class EntityCandidatesView(DeskEntityBase):
    """Entities by name (`q`), or by the ids that a pasted text has; new ones."""

    permissions_any = (WRITE_ANY, ADD_ARTICLE)
    parameters = frozenset({"q", "kind", "ids"})

    @extend_schema(
        operation_id="entities_lookup",
        summary="Whom an editor may mean: people and organisations by name, or by their ids",
        parameters=[
            OpenApiParameter("q", description="A name or an alias, or nearly one."),
            OpenApiParameter("kind", enum=Entity.Kind.values, description="Only this kind."),
            OpenApiParameter(
                "ids", OpenApiTypes.STR, description=f"Ids with commas, {MAX_IDS} at the most."
            ),
        ],
        responses=CandidatesSerializer,
    )
    def get(self, request: Request) -> Response:
        query = request.query_params
        if ("q" in query) == ("ids" in query):
            raise ValidationError({"q": [ErrorDetail("Give either q or ids.", "required")]})
        user = cast("User", request.user)
        found = _by_ids(query["ids"], user) if "ids" in query else _by_name(query, user)
        return Response({"results": [_candidate(pk, candidate) for pk, candidate in found]})

    @extend_schema(
        operation_id="entities_create",
        summary="Make a person or an organisation",
        request=EntityInput,
        responses={201: DeskEntity},
    )
    def post(self, request: Request) -> Response:
        refuse_parameters(request, {VALIDATE})
        return create_by_request(self, request)


def _by_name(query: Any, user: User) -> list[tuple[int, Candidate]]:
    kind = query.get("kind")
    if kind is not None and kind not in Entity.Kind.values:
        raise ValidationError({"kind": [ErrorDetail("There is no such kind.", "invalid")]})
    if len(query["q"]) > MAX_TEXT_LENGTH:
        fault = ErrorDetail(f"More than {MAX_TEXT_LENGTH} characters.", "invalid")
        raise ValidationError({"q": [fault]})
    found = candidates(query["q"], [kind] if kind else Entity.Kind.values, user=user)
    return [(candidate.entity.pk, candidate) for candidate in found]


def _by_ids(text: str, user: User) -> list[tuple[int, Candidate]]:
    parts = text.split(",")
    ids = [pk for part in parts if (pk := parse_whole_number(part))]
    if len(ids) < len(parts) or len(parts) > MAX_IDS:
        fault = ErrorDetail(f"Not ids with commas, {MAX_IDS} at the most.", "invalid")
        raise ValidationError({"ids": [fault]})
    return known(ids, user=user)


def _candidate(pk: int, candidate: Candidate) -> dict[str, Any]:
    entity = candidate.entity
    serializer = CandidateSerializer(
        {
            "id": pk,
            "entity": entity.pk,
            "kind": entity.kind,
            "name": entity.name,
            "description": entity.description,
            "distinction": candidate.distinction,
            "aliases": candidate.aliases,
            "is_exact": candidate.is_exact,
            "last_article": candidate.last_article,
        }
    )
    return dict(serializer.data)
