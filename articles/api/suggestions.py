"""Suggested tags for the desk: proposed here, decided here, and stored in a text by nobody but an
editor's save."""

from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from articles.drafts import MAX_LENGTHS, read_html
from articles.models import Article
from articles.models.article import WRITE_ANY, WRITE_OWN, language_choices
from articles.models.suggestion import Suggestion
from articles.models.tags import Field as FieldChoices
from articles.models.tags import Quote
from articles.services.deciding import Decision, decide_suggestions
from articles.services.modelling import suggest_with_model
from articles.services.proposing import Proposal
from articles.services.suggesting import open_suggestions, propose_for, suggest_tags
from articles.tagging import Document, Field
from entities.models import Entity
from newsroom.lib.api.desk import DeskView
from newsroom.models import User

ARTICLE = OpenApiParameter("article_id", OpenApiTypes.INT, OpenApiParameter.PATH)
MOST_DECISIONS = 1000
# A field's HTML is longer than its text, by its tags most of all.
MOST_HTML = {field: length * 4 + 10_000 for field, length in MAX_LENGTHS.items()}

_tokens = Signer(salt="articles.suggestion")


class OfferedSerializer(serializers.Serializer[Any]):
    """Somebody who may be meant."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(Entity.Kind.choices)
    name = serializers.CharField()
    description = serializers.CharField(allow_blank=True)


class ProposalSerializer(serializers.Serializer[Any]):
    """A tag that is proposed. Offsets are code points in the plain text of `field`."""

    token = serializers.CharField(help_text="Names the proposal in a decision.")
    fingerprint = serializers.CharField(
        help_text="The same while the words, their sentence and the name are, wherever they move."
    )
    kind = serializers.ChoiceField(Suggestion.Kind.choices)
    field = serializers.ChoiceField(FieldChoices.choices)
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
    rule = serializers.CharField()
    score = serializers.FloatField(
        min_value=0, max_value=1, help_text="How often its rule is right."
    )
    is_sure = serializers.BooleanField(help_text="May be preselected.")


class ProposalsSerializer(serializers.Serializer[Any]):
    results = ProposalSerializer(many=True)


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses members that it does not know."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(self.fields) if isinstance(data, Mapping) else set()
        if unknown:
            fault = ErrorDetail("There is no such member.", "unknown")
            raise ValidationError({str(name): [fault] for name in sorted(map(str, unknown))})
        return super().to_internal_value(data)


class HtmlField(serializers.CharField):
    """A string and nothing else: 5 is not "5"."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


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
    indirect = serializers.BooleanField(
        default=False, help_text="Indirect speech too, of which half is right."
    )

    def documents(self) -> dict[Field, Document]:
        """Raises `InvalidText`."""
        return {field: read_html(self.validated_data[field.value], field)[0] for field in Field}


class VerdictSerializer(StrictSerializer):
    """What became of one proposal."""

    token = serializers.CharField(max_length=100_000)
    verdict = serializers.ChoiceField(["accepted", "rejected"])
    tag = serializers.UUIDField(required=False, allow_null=True, help_text="Of the tag it became.")
    entity = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=2**63 - 1,
        help_text="Whom that names.",
    )


class VerdictsSerializer(StrictSerializer):
    article = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=2**63 - 1,
        help_text="None for one that is not stored yet.",
    )
    decisions = serializers.ListField(
        child=VerdictSerializer(), min_length=1, max_length=MOST_DECISIONS
    )


class CountSerializer(serializers.Serializer[Any]):
    accepted = serializers.IntegerField(min_value=0)
    rejected = serializers.IntegerField(min_value=0)


class ArticleSuggestionsView(DeskView, APIView):
    """Of a stored article: what is open, or made anew of its head, or proposed for its new text."""

    permissions_any = (WRITE_ANY, WRITE_OWN)
    throttle_rate = "120/minute"

    @extend_schema(
        operation_id="article_suggestions_list",
        summary="Suggestions of an article that nobody has decided on",
        parameters=[ARTICLE],
        responses=ProposalsSerializer,
    )
    def get(self, request: Request, article_id: int) -> Response:
        _find(request, article_id)
        return _answer(open_suggestions(article_id=article_id))

    @extend_schema(
        operation_id="article_suggestions_create",
        summary="Suggest tags for an article's stored head, or for the text as it is being edited",
        description="Without a body the head's suggestions are made anew and stored.",
        parameters=[ARTICLE],
        request=TextSerializer,
        responses=ProposalsSerializer,
    )
    def post(self, request: Request, article_id: int) -> Response:
        article = _find(request, article_id)
        if not request.data:
            suggest_tags(article_id=article_id)
            suggest_with_model([article_id])
            return _answer(open_suggestions(article_id=article_id))
        return _answer(_proposed(request, article.language, article_id))


class SuggestionsView(DeskView, APIView):
    """For an article that is not stored yet."""

    permissions_any = ("articles.add_article", WRITE_ANY, WRITE_OWN)
    throttle_rate = "120/minute"

    @extend_schema(
        operation_id="suggestions_create",
        summary="Suggest tags for a text",
        request=TextSerializer,
        responses=ProposalsSerializer,
    )
    def post(self, request: Request) -> Response:
        return _answer(_proposed(request, language_choices()[0][0], None))


class DecisionsView(DeskView, APIView):
    """Accepting is an editor's: her tag is made by her save. What it was made of is kept here.

    On a stored article decides who may change it: a decision replaces the one before it.
    """

    permissions_any = ("articles.add_article", WRITE_ANY, WRITE_OWN)

    @extend_schema(
        operation_id="suggestions_decide",
        summary="Say which suggestions were accepted and which rejected",
        request=VerdictsSerializer,
        responses=CountSerializer,
    )
    def post(self, request: Request) -> Response:
        verdicts = VerdictsSerializer(data=request.data)
        verdicts.is_valid(raise_exception=True)
        article_id = verdicts.validated_data.get("article")
        if article_id:
            if not _find(request, article_id).is_writable_by(cast("User", request.user)):
                raise PermissionDenied
        decisions = [_decision(it) for it in verdicts.validated_data["decisions"]]
        decide_suggestions(
            article_id=article_id, decisions=decisions, by=cast("User", request.user)
        )
        accepted = sum(it.is_accepted for it in decisions)
        return Response({"accepted": accepted, "rejected": len(decisions) - accepted})


def _find(request: Request, article_id: int) -> Article:
    """The article, for those who may see it; for all others there is none."""
    visible = Article.objects.visible_to(cast("User", request.user))
    return cast("Article", get_object_or_404(visible, pk=article_id))


def _proposed(request: Request, language: str, article_id: int | None) -> list[Proposal]:
    text = TextSerializer(data=request.data)
    text.is_valid(raise_exception=True)
    language = text.validated_data.get("language", language)
    return propose_for(
        text.documents(),
        language=language,
        article_id=article_id,
        with_reported=text.validated_data["indirect"],
    )


def _answer(proposals: Sequence[Proposal]) -> Response:
    return Response({"results": [_shown(proposal) for proposal in proposals]})


def _shown(proposal: Proposal) -> dict[str, Any]:
    return {
        "token": _tokens.sign_object(_signed(proposal)),
        "fingerprint": proposal.fingerprint,
        "kind": proposal.kind,
        "field": proposal.field.value,
        "start": proposal.start,
        "end": proposal.end,
        "segments": [list(segment) for segment in proposal.segments],
        "exact": proposal.exact,
        "name": proposal.name,
        "entity_kind": proposal.entity_kind,
        "entities": [_offered(entity) for entity in proposal.entities],
        "quote_kind": proposal.quote_kind,
        "role": proposal.role,
        "cue": proposal.cue,
        "source": proposal.source,
        "engine": proposal.engine,
        "rule": proposal.rule,
        "score": proposal.score,
        "is_sure": proposal.is_sure,
    }


def _offered(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.pk,
        "kind": entity.kind,
        "name": entity.name,
        "description": entity.description,
    }


def _signed(proposal: Proposal) -> dict[str, Any]:
    """What a decision has to know again: signed, so that only what was proposed is counted."""
    return {
        "kind": proposal.kind,
        "field": proposal.field.value,
        "segments": [list(segment) for segment in proposal.segments],
        "exact": proposal.exact,
        "fingerprint": proposal.fingerprint,
        "name": proposal.name,
        "entity_kind": proposal.entity_kind,
        "entities": [entity.pk for entity in proposal.entities],
        "quote_kind": proposal.quote_kind,
        "engine": proposal.engine,
        "rule": proposal.rule[:60],
        "score": proposal.score,
        "is_sure": proposal.is_sure,
    }


def _decision(verdict: Mapping[str, Any]) -> Decision:
    try:
        proposed = _tokens.unsign_object(verdict["token"])
    except BadSignature as error:
        fault = ErrorDetail("This names no proposal of this site.", "invalid")
        raise ValidationError({"token": [fault]}) from error
    segments = tuple((start, end) for start, end in proposed.pop("segments"))
    tag: UUID | None = verdict.get("tag")
    return Decision(
        is_accepted=verdict["verdict"] == "accepted",
        segments=segments,
        entities=tuple(proposed.pop("entities")),
        tag=tag,
        entity=verdict.get("entity"),
        **proposed,
    )
