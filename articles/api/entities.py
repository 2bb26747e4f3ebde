from typing import Any

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import viewsets

from articles.visibility import publicly_named
from entities.api.filters import EntityFilterSet
from entities.api.serializers import OrganisationSerializer, PersonSerializer
from entities.models import Affiliation, Organisation, Person
from entities.services.resolving import resolve
from newsroom.lib.api.public import PublicViewSet
from newsroom.lib.keyset import Keyset

BY_NAME = Keyset(("folded_name", "id"), (str, int), is_descending=False)
BY_LIKENESS = Keyset(("likeness", "id"), (float, int))

# Offices in organisations that the public may know of.
KNOWN_OFFICES = Affiliation.objects.select_related("organisation").filter(
    organisation__in=publicly_named(Organisation.objects.order_by())
)


class EntityViewSet(PublicViewSet, viewsets.ReadOnlyModelViewSet[Any]):
    """Shared by people and organisations: those that the public may know of.

    A merged one is not listed; its id leads to the survivor.
    """

    filterset_class = EntityFilterSet
    lookup_value_regex = r"[0-9]{1,18}"

    def get_keyset(self) -> Keyset:
        return BY_LIKENESS if "q" in self.request.query_params else BY_NAME

    def get_queryset(self) -> "QuerySet[Any]":
        return publicly_named(super().get_queryset()).current()

    def get_object(self) -> Any:
        pk = int(self.kwargs["pk"])
        survivor = resolve([pk]).get(pk)
        return get_object_or_404(self.get_queryset(), pk=survivor and survivor.pk)


@extend_schema_view(
    list=extend_schema(summary="People by name, or likest first"),
    retrieve=extend_schema(summary="One person"),
)
class PersonViewSet(EntityViewSet):
    queryset = Person.objects.prefetch_related("aliases", Prefetch("affiliations", KNOWN_OFFICES))
    serializer_class = PersonSerializer


@extend_schema_view(
    list=extend_schema(summary="Organisations by name, or likest first"),
    retrieve=extend_schema(summary="One organisation"),
)
class OrganisationViewSet(EntityViewSet):
    queryset = Organisation.objects.prefetch_related("aliases")
    serializer_class = OrganisationSerializer
