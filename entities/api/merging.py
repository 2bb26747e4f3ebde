"""Merge people and organisations by the API, and undo it."""

from typing import Any, ClassVar, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from entities.models import Entity
from entities.services.merging import MERGE, merge_entity, unmerge_entity
from newsroom.desk_api.views import DeskView
from newsroom.lib.api.strict import StrictCharField, StrictIntegerField, StrictSerializer
from newsroom.lib.numbers import LARGEST_ID
from newsroom.models import User
from newsroom.scopes import Scope


class MergeSerializer(StrictSerializer):
    into = StrictIntegerField(min_value=1, max_value=LARGEST_ID, help_text="Who stands for both.")
    comment = StrictCharField(max_length=500, required=False, allow_blank=True, default="")


class UnmergeSerializer(StrictSerializer):
    comment = StrictCharField(max_length=500, required=False, allow_blank=True, default="")


class StandingSerializer(serializers.ModelSerializer[Entity]):
    """The entity that stands for both, or for itself again."""

    class Meta:
        model = Entity
        fields = ["id", "kind", "name", "slug"]


class BaseMergeView(DeskView):
    permissions_any: ClassVar[tuple[str, ...]] = (MERGE,)
    write_scopes: ClassVar[frozenset[str]] = frozenset({Scope.WRITE_ENTITIES})

    def read_input(
        self, request: Request, pk: int, shape: type[StrictSerializer]
    ) -> dict[str, Any]:
        """Return the arguments for a service. Raises `Http404` if there is no such entity."""
        get_object_or_404(Entity, pk=min(pk, LARGEST_ID))
        asked = shape(data=request.data)
        asked.is_valid(raise_exception=True)
        return {**asked.validated_data, "entity_id": pk, "by": cast("User", request.user)}


class MergeView(BaseMergeView):
    @extend_schema(
        summary="Merge a person or an organisation into another",
        request=MergeSerializer,
        responses=StandingSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        data = self.read_input(request, pk, MergeSerializer)
        into = get_object_or_404(Entity, pk=data.pop("into"))
        return Response(StandingSerializer(merge_entity(into_id=into.pk, **data)).data)


class UnmergeView(BaseMergeView):
    @extend_schema(
        summary="Let a merged one stand for itself again",
        request=UnmergeSerializer,
        responses=StandingSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        data = self.read_input(request, pk, UnmergeSerializer)
        return Response(StandingSerializer(unmerge_entity(**data)).data)
