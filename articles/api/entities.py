"""People and organisations in the API."""

from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from articles.search.visible_entities import publicly_named
from entities.api.filters import EntityFilterSet
from entities.api.serializers import (
    OneOrganisationSerializer,
    OnePersonSerializer,
    OrganisationSerializer,
    PersonSerializer,
)
from entities.models import Affiliation, Organisation, Person
from entities.services.merged_ids import resolve_entities
from newsroom.lib.api.public import PublicViewSet
from newsroom.lib.keyset import Keyset

BY_NAME = Keyset(("folded_name", "id"), (str, int), is_descending=False)
BY_LIKENESS = Keyset(("likeness", "id"), (float, int))

# Offices in organisations that the public may know of.
KNOWN_OFFICES = Affiliation.objects.select_related("organisation").filter(
    organisation__in=publicly_named(Organisation.objects.order_by())
)


class EntityViewSet(PublicViewSet, viewsets.ReadOnlyModelViewSet[Any]):
    """Base for the people and organisations that the public may know of.

    A merged entity is not listed. Its id leads to the survivor, whose answer has `redirected_from`.
    """

    detail_serializer_class: ClassVar[type[Any]]
    filterset_class = EntityFilterSet
    lookup_value_regex = r"[0-9]{1,18}"

    def get_keyset(self) -> Keyset:
        return BY_LIKENESS if "q" in self.request.query_params else BY_NAME

    def get_queryset(self) -> "QuerySet[Any]":
        return publicly_named(super().get_queryset()).current()

    def get_object(self) -> Any:
        """Return the entity, or the survivor with the merged id in `redirected_from`."""
        pk = int(self.kwargs["pk"])
        survivor = resolve_entities([pk]).get(pk)
        entity = get_object_or_404(self.get_queryset(), pk=survivor and survivor.pk)
        entity.redirected_from = None if entity.pk == pk else pk
        return entity

    def get_serializer_class(self) -> Any:
        return self.detail_serializer_class if self.detail else self.serializer_class

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = super().retrieve(request, *args, **kwargs)
        if response.data["redirected_from"]:
            name = f"api:{self.basename}-detail"
            response["Content-Location"] = reverse(name, args=[response.data["id"]])
        return response


@extend_schema_view(
    list=extend_schema(summary="People by name, or likest first"),
    retrieve=extend_schema(summary="One person"),
)
class PersonViewSet(EntityViewSet):
    queryset = Person.objects.prefetch_related("aliases", Prefetch("affiliations", KNOWN_OFFICES))
    serializer_class = PersonSerializer
    detail_serializer_class = OnePersonSerializer


@extend_schema_view(
    list=extend_schema(summary="Organisations by name, or likest first"),
    retrieve=extend_schema(summary="One organisation"),
)
class OrganisationViewSet(EntityViewSet):
    queryset = Organisation.objects.prefetch_related("aliases")
    serializer_class = OrganisationSerializer
    detail_serializer_class = OneOrganisationSerializer
