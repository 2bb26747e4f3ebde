"""Suggestions in the API: the text that is sent, the proposals, and the decisions."""

from datetime import timezone
from typing import Any

from rest_framework import serializers

from articles.api.suggestion_tokens import make_token
from articles.choices import Field as FieldChoices
from articles.choices import language_choices
from articles.drafts.draft import MAX_LENGTHS, read_html
from articles.models import Quote
from articles.models.suggestion import Suggestion
from articles.suggestions.engine.doubts import DOUBTS
from articles.suggestions.proposal import Proposal
from articles.suggestions.proposals import MOST_PROPOSED, NewEntityHint, Question
from articles.tagging import Document, Field
from entities.models import Entity
from newsroom.lib.api.strict import (
    HtmlField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
)
from newsroom.lib.numbers import LARGEST_ID

MOST_DECISIONS = 1000
MOST_NEW_ENTITIES = 500
LARGEST_PLACE = max(MAX_LENGTHS.values())
# A field's HTML is longer than its text, by its tags most of all.
MOST_HTML = {field: length * 4 + 10_000 for field, length in MAX_LENGTHS.items()}


class AcceptedSerializer(serializers.Serializer[Any]):
    """The other article in which an editor last tagged the name as somebody."""

    headline = serializers.CharField()
    accepted_at = serializers.DateTimeField(default_timezone=timezone.utc)


class OfferedSerializer(serializers.Serializer[Any]):
    """Somebody who may be meant."""

    id = serializers.IntegerField(source="entity.pk")
    kind = serializers.ChoiceField(Entity.Kind.choices, source="entity.kind")
    name = serializers.CharField(source="entity.name")
    description = serializers.CharField(source="entity.description", allow_blank=True)
    distinction = serializers.CharField(
        allow_blank=True,
        help_text="What tells them from a namesake: the description, else office and last article.",
    )
    accepted = AcceptedSerializer(
        allow_null=True,
        help_text="Null: no editor has accepted this name for them, so ask before tagging.",
    )

    def to_representation(self, instance: int) -> Any:
        """Return an entity of a proposal by its id, with what the context's `offers` have of it."""
        return super().to_representation(self.context["offers"][instance])


class DoubtSerializer(serializers.Serializer[Any]):
    """The reason why a name that looks sure is not.

    The text says something that does not fit the entity, or others have the same surname.
    """

    kind = serializers.ChoiceField([(kind, kind) for kind in DOUBTS])
    said = serializers.CharField(help_text="The text's words.")
    known = serializers.CharField(
        allow_blank=True, help_text="What the newsroom knows, or the names of those meant."
    )


class ProposalSerializer(serializers.Serializer[Any]):
    """A tag that is proposed. Offsets are code points in the plain text of `field`."""

    token = serializers.SerializerMethodField(help_text="Names the proposal in a decision.")
    fingerprint = serializers.CharField(
        help_text="The same while the words, their sentence and the name are, wherever they move."
    )
    kind = serializers.ChoiceField(Suggestion.Kind.choices)
    field = serializers.ChoiceField(FieldChoices.choices, source="field.value")
    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=1)
    segments = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2),
        help_text="An interrupted quote has several.",
    )
    exact = serializers.CharField()
    name = serializers.CharField(
        allow_blank=True, help_text="Whom the words name, or who said them; empty if unknown."
    )
    entity_kind = serializers.ChoiceField([("", ""), *Entity.Kind.choices], allow_blank=True)
    entities = OfferedSerializer(
        many=True, help_text="Those who may be meant; several: choose; none: a new name."
    )
    quote_kind = serializers.ChoiceField([("", ""), *Quote.Kind.choices], allow_blank=True)
    role = serializers.CharField(allow_blank=True, help_text="Who said it, where nobody is named.")
    cue = serializers.CharField(allow_blank=True)
    source = serializers.CharField(  # type: ignore[assignment]
        allow_blank=True, help_text="How the newsroom knows."
    )
    engine = serializers.ChoiceField([("rules", "rules"), ("model", "language model")])
    rule = serializers.CharField(read_only=True)
    score = serializers.FloatField(
        min_value=0, max_value=1, help_text="How often its rule is right."
    )
    is_sure = serializers.BooleanField(help_text="May be preselected.")
    doubt = DoubtSerializer(allow_null=True)

    def get_token(self, proposal: Proposal) -> str:
        return make_token(proposal)


class ProposalsSerializer(serializers.Serializer[Any]):
    quote = ProposalSerializer(
        allow_null=True, help_text="The quote that was asked about; null where there is none."
    )
    results = ProposalSerializer(many=True)
    is_complete = serializers.BooleanField(
        help_text=f"False where the text suggests more than the {MOST_PROPOSED} that are given."
    )


class PlaceSerializer(StrictSerializer):
    """Words of a field, by code points in its plain text; a place if start and end are equal."""

    field = serializers.ChoiceField(FieldChoices.choices)
    start = StrictIntegerField(min_value=0, max_value=LARGEST_PLACE)
    end = StrictIntegerField(min_value=0, max_value=LARGEST_PLACE)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["end"] < attrs["start"]:
            raise serializers.ValidationError({"end": "It lies before the start."})
        return attrs


class NewEntitySerializer(PlaceSerializer):
    """A person or organisation that the page has named and its save will create."""

    kind = serializers.ChoiceField(Entity.Kind.choices)
    name = StrictCharField(max_length=200)


class TextSerializer(StrictSerializer):
    """A text as an editor holds it: HTML with its tags."""

    headline = HtmlField(
        allow_blank=True, default="", max_length=MOST_HTML[Field.HEADLINE], trim_whitespace=False
    )
    deck = HtmlField(
        allow_blank=True, default="", max_length=MOST_HTML[Field.DECK], trim_whitespace=False
    )
    body = HtmlField(
        allow_blank=True, default="", max_length=MOST_HTML[Field.BODY], trim_whitespace=False
    )
    language = serializers.ChoiceField(language_choices(), required=False)
    indirect = StrictBooleanField(
        default=False, help_text="Indirect speech too, of which half is right."
    )
    quote_at = PlaceSerializer(
        required=False,
        allow_null=True,
        help_text="Where a quote is wanted: the one around a place, or these words as one.",
    )
    new_entities = serializers.ListField(
        child=NewEntitySerializer(),
        default=list,
        max_length=MOST_NEW_ENTITIES,
        help_text="Where people and organisations are named that are not stored yet.",
    )

    def question(self) -> Question:
        place = self.validated_data.get("quote_at")
        new_entities = [
            NewEntityHint(Field(row["field"]), row["start"], row["end"], row["kind"], row["name"])
            for row in self.validated_data["new_entities"]
        ]
        if place is None:
            return Question(tuple(new_entities))
        field, span = Field(place["field"]), (place["start"], place["end"])
        return Question(tuple(new_entities), field, span)

    def documents(self) -> dict[Field, Document]:
        """Return the text as documents. Raises `InvalidText`."""
        return {field: read_html(self.validated_data[field.value], field)[0] for field in Field}


class VerdictSerializer(StrictSerializer):
    """The decision on one proposal."""

    token = StrictCharField(max_length=100_000)
    verdict = serializers.ChoiceField(["accepted", "rejected"])
    tag = serializers.UUIDField(required=False, allow_null=True, help_text="Of the tag it became.")
    entity = StrictIntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=LARGEST_ID,
        help_text="Whom that names.",
    )


class VerdictsSerializer(StrictSerializer):
    article = StrictIntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=LARGEST_ID,
        help_text="None for one that is not stored yet.",
    )
    decisions = serializers.ListField(
        child=VerdictSerializer(), min_length=1, max_length=MOST_DECISIONS
    )


class CountSerializer(serializers.Serializer[Any]):
    accepted = serializers.IntegerField(min_value=0)
    rejected = serializers.IntegerField(min_value=0)
