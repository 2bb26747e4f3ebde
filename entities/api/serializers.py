"""People and organisations in the API."""

from typing import Any

from rest_framework import serializers

from entities.models import Affiliation, Alias, Entity

PARTIAL_DATE = "A year, a month or a day: 2024, 2024-05 or 2024-05-17."


class NamedEntitySerializer(serializers.ModelSerializer[Entity]):
    """An entity as other resources show it."""

    slug = serializers.CharField()  # SlugField's pattern has \w, which is ASCII in JSON Schema.
    url = serializers.SerializerMethodField()

    class Meta:
        model = Entity
        fields = ["id", "name", "slug", "url"]

    def get_url(self, entity: Entity) -> str:
        return str(self.context["request"].build_absolute_uri(entity.get_absolute_url()))


class EntitySerializer(NamedEntitySerializer):
    """A person or an organisation with its other names."""

    aliases: serializers.SlugRelatedField[Alias] = serializers.SlugRelatedField(
        many=True, read_only=True, slug_field="name"
    )

    class Meta(NamedEntitySerializer.Meta):
        fields = [*NamedEntitySerializer.Meta.fields, "description", "wikidata_id", "aliases"]


class PartialDate(serializers.CharField):
    """A year, a month or a day; null where it is not known."""

    def to_representation(self, value: str) -> Any:
        return value or None


class AffiliationSerializer(serializers.ModelSerializer[Affiliation]):
    organisation = NamedEntitySerializer()
    from_on = PartialDate(allow_null=True, help_text=PARTIAL_DATE)
    until_on = PartialDate(allow_null=True, help_text=PARTIAL_DATE)

    class Meta:
        model = Affiliation
        fields = ["organisation", "title", "from_on", "until_on"]


class PersonSerializer(EntitySerializer):
    affiliations = AffiliationSerializer(many=True, read_only=True)

    class Meta(EntitySerializer.Meta):
        fields = [*EntitySerializer.Meta.fields, "affiliations"]


class OrganisationSerializer(EntitySerializer):
    pass


class RedirectedSerializer(serializers.Serializer[Any]):
    """A member of one entity's resource: the merged id in the request, if it was one."""

    redirected_from = serializers.IntegerField(
        allow_null=True,
        help_text="The id that was asked for, if it has been merged into this one.",
    )


class OnePersonSerializer(RedirectedSerializer, PersonSerializer):
    class Meta(PersonSerializer.Meta):
        fields = [*PersonSerializer.Meta.fields, "redirected_from"]


class OneOrganisationSerializer(RedirectedSerializer, OrganisationSerializer):
    class Meta(OrganisationSerializer.Meta):
        fields = [*OrganisationSerializer.Meta.fields, "redirected_from"]
