"""Sections in the API."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.models import Section
from articles.search.public_entities import find_section
from newsroom.lib.api.public import PublicViewSet
from newsroom.lib.keyset import Keyset
from newsroom.lib.redirects import redirect_for_good

IN_ORDER = Keyset(("position", "name"), (int, str), is_descending=False)


class SectionSerializer(serializers.ModelSerializer[Section]):
    slug = serializers.CharField()  # A slug's own pattern has \w, which is ASCII in JSON Schema.
    url = serializers.SerializerMethodField()

    class Meta:
        model = Section
        fields = ["name", "slug", "url"]

    def get_url(self, section: Section) -> str:
        return str(self.context["request"].build_absolute_uri(section.get_absolute_url()))


@extend_schema_view(
    list=extend_schema(summary="Sections, in the order of the site"),
    retrieve=extend_schema(summary="One section; a former slug leads to the present one (301)"),
)
class SectionViewSet(mixins.ListModelMixin, PublicViewSet):
    queryset = Section.objects.all()
    serializer_class = SectionSerializer
    lookup_field = "slug"
    lookup_value_regex = r"[-\w]{1,80}"

    def get_queryset(self) -> Any:
        return super().get_queryset().public()  # type: ignore[attr-defined]

    def retrieve(self, request: Request, slug: str) -> HttpResponse:
        section = find_section(slug)
        if section is None:
            raise Http404
        if section.slug != slug:
            address = reverse("api:section-detail", args=[section.slug])
            return redirect_for_good(request, address)
        return Response(self.get_serializer(section).data)

    def get_keyset(self) -> Keyset:
        return IN_ORDER
