"""Suggested tags for the desk: proposed here, decided here, and stored in a text by nobody but an
editor's save."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, cast
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ErrorDetail, PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.suggestion_serializers import (
    CountSerializer,
    ProposalsSerializer,
    TextSerializer,
    VerdictsSerializer,
)
from articles.choices import ADD_ARTICLE, WRITE_ANY, WRITE_OWN, language_choices
from articles.models import Article
from articles.suggestions.decisions import Decision, decide_suggestions
from articles.suggestions.jobs import suggest_with_model
from articles.suggestions.open_suggestions import open_suggestions, propose_for, suggest_tags
from articles.suggestions.proposals import MOST_PROPOSED, Proposal, Proposals
from articles.suggestions.suggested_entities import SuggestedEntity, find_suggested_entities
from newsroom.lib.api.desk import DeskView
from newsroom.models import User

ARTICLE = OpenApiParameter("article_id", OpenApiTypes.INT, OpenApiParameter.PATH)

_tokens = Signer(salt="articles.suggestion")


class ArticleSuggestionsView(DeskView):
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
        return _open(request, article_id)

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
            _refuse_unless_writable(request, article)
            suggest_tags(article_id=article_id)
            suggest_with_model([article_id])
            return _open(request, article_id)
        return _answer(request, _proposed(request, article.language, article_id), article_id)


class SuggestionsView(DeskView):
    """For an article that is not stored yet."""

    permissions_any = (ADD_ARTICLE, WRITE_ANY, WRITE_OWN)
    throttle_rate = "120/minute"

    @extend_schema(
        operation_id="suggestions_create",
        summary="Suggest tags for a text",
        request=TextSerializer,
        responses=ProposalsSerializer,
    )
    def post(self, request: Request) -> Response:
        return _answer(request, _proposed(request, language_choices()[0][0], None), None)


class DecisionsView(DeskView):
    """Accepting is an editor's: her tag is made by her save. What it was made of is kept here.

    On a stored article decides who may write it: a decision replaces the one before it.
    """

    permissions_any = (ADD_ARTICLE, WRITE_ANY, WRITE_OWN)

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
            _refuse_unless_writable(request, _find(request, article_id))
        decisions = [_decision(it) for it in verdicts.validated_data["decisions"]]
        decide_suggestions(
            article_id=article_id, decisions=decisions, by=cast("User", request.user)
        )
        accepted = sum(decision.is_accepted for decision in decisions)
        return Response({"accepted": accepted, "rejected": len(decisions) - accepted})


def _find(request: Request, article_id: int) -> Article:
    """The article, for those who may see it; for all others there is none."""
    visible = Article.objects.visible_to(cast("User", request.user))
    return cast("Article", get_object_or_404(visible, pk=article_id))


def _refuse_unless_writable(request: Request, article: Article) -> None:
    if not article.is_writable_by(cast("User", request.user)):
        raise PermissionDenied


def _open(request: Request, article_id: int) -> Response:
    found = open_suggestions(article_id=article_id, user=cast("User", request.user))
    return _answer(request, Proposals(tuple(found)), article_id)


def _proposed(request: Request, language: str, article_id: int | None) -> Proposals:
    text = TextSerializer(data=request.data)
    text.is_valid(raise_exception=True)
    language = text.validated_data.get("language", language)
    return propose_for(
        text.documents(),
        language=language,
        article_id=article_id,
        with_reported=text.validated_data["indirect"],
        question=text.question(),
        user=cast("User", request.user),
    )


def _answer(request: Request, proposals: Proposals, article_id: int | None) -> Response:
    offers = find_suggested_entities(
        proposals, article_id=article_id, user=cast("User", request.user)
    )
    results = [_shown(proposal, offers) for proposal in proposals.all]
    return Response(
        {
            "quote": _shown(proposals.asked, offers) if proposals.asked else None,
            "results": results,
            "is_complete": len(results) < MOST_PROPOSED,
        }
    )


def _shown(proposal: Proposal, offers: Mapping[int, SuggestedEntity]) -> dict[str, Any]:
    return {
        **_signed(proposal),
        "token": _tokens.sign_object(_signed(proposal)),
        "start": proposal.start,
        "end": proposal.end,
        "entities": [_offered(offers[entity.pk]) for entity in proposal.entities],
        "role": proposal.role,
        "cue": proposal.cue,
        "source": proposal.source,
        "doubt": asdict(proposal.doubt) if proposal.doubt else None,
    }


def _offered(offer: SuggestedEntity) -> dict[str, Any]:
    entity = offer.entity
    return {
        "id": entity.pk,
        "kind": entity.kind,
        "name": entity.name,
        "description": entity.description,
        "distinction": offer.distinction,
        "accepted": asdict(offer.accepted) if offer.accepted else None,
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
