"""Suggested tags for the desk: proposals, and the decisions on them.

A tag is stored only by an editor's save.
"""

from collections.abc import Mapping
from typing import Any, cast

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.suggestion_serializers import (
    CountSerializer,
    ProposalsSerializer,
    TextSerializer,
    VerdictsSerializer,
)
from articles.api.suggestion_tokens import read_token
from articles.choices import ADD_ARTICLE, WRITE_ANY, WRITE_OWN, language_choices
from articles.models import Article
from articles.suggestions.decisions import Decision, decide_suggestions
from articles.suggestions.jobs import suggest_with_model
from articles.suggestions.limits import one_at_a_time, refuse_too_long
from articles.suggestions.open_suggestions import open_suggestions, propose_for, suggest_tags
from articles.suggestions.proposals import MOST_PROPOSED, Proposals, Question
from articles.suggestions.suggested_entities import find_suggested_entities
from newsroom.desk_api.views import DeskView
from newsroom.models import User
from newsroom.scopes import Scope

ARTICLE = OpenApiParameter("article_id", OpenApiTypes.INT, OpenApiParameter.PATH)


class ArticleSuggestionsView(DeskView):
    """Suggestions of a stored article: open ones, new ones, or those for a text being edited."""

    permissions_any = (WRITE_ANY, WRITE_OWN)
    write_scopes = frozenset({Scope.WRITE_ARTICLES})
    requests_per_minute = 120

    @extend_schema(
        operation_id="article_suggestions_list",
        summary="Suggestions of an article that nobody has decided on",
        parameters=[ARTICLE],
        responses=ProposalsSerializer,
    )
    def get(self, request: Request, article_id: int) -> Response:
        _find(request, article_id)
        return _open_suggestions(request, article_id)

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
            return _open_suggestions(request, article_id)
        return _answer(request, _propose(request, article.language, article_id), article_id)


class SuggestionsView(DeskView):
    """Suggestions for an article that is not stored yet."""

    permissions_any = (ADD_ARTICLE, WRITE_ANY, WRITE_OWN)
    write_scopes = frozenset({Scope.WRITE_ARTICLES})
    requests_per_minute = 120

    @extend_schema(
        operation_id="suggestions_create",
        summary="Suggest tags for a text",
        request=TextSerializer,
        responses=ProposalsSerializer,
    )
    def post(self, request: Request) -> Response:
        return _answer(request, _propose(request, language_choices()[0][0], None), None)


class DecisionsView(DeskView):
    """Records what an editor has accepted and rejected. The editor's save stores the tags.

    On a stored article only those may decide who may write it. A decision replaces an earlier one.
    """

    permissions_any = (ADD_ARTICLE, WRITE_ANY, WRITE_OWN)
    write_scopes = frozenset({Scope.WRITE_ARTICLES})

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
        decisions = [_decision(verdict) for verdict in verdicts.validated_data["decisions"]]
        decide_suggestions(
            article_id=article_id, decisions=decisions, by=cast("User", request.user)
        )
        accepted = sum(decision.is_accepted for decision in decisions)
        counts = {"accepted": accepted, "rejected": len(decisions) - accepted}
        return Response(CountSerializer(counts).data)


def _find(request: Request, article_id: int) -> Article:
    """Return the article. Answers 404 to those who may not see it."""
    visible = Article.objects.visible_to(cast("User", request.user))
    return cast("Article", get_object_or_404(visible, pk=article_id))


def _refuse_unless_writable(request: Request, article: Article) -> None:
    if not article.is_writable_by(cast("User", request.user)):
        raise PermissionDenied


def _open_suggestions(request: Request, article_id: int) -> Response:
    proposals = open_suggestions(article_id=article_id, user=cast("User", request.user))
    return _answer(request, proposals, article_id)


def _propose(request: Request, language: str, article_id: int | None) -> Proposals:
    text = TextSerializer(data=request.data)
    text.is_valid(raise_exception=True)
    language = text.validated_data.get("language", language)
    documents, question = text.documents(), text.question()
    refuse_too_long(documents)
    with one_at_a_time(_turn(request, question)):
        return propose_for(
            documents,
            language=language,
            article_id=article_id,
            with_reported=text.validated_data["indirect"],
            question=question,
            user=cast("User", request.user),
        )


def _turn(request: Request, question: Question) -> str:
    """Return the turn of a key or session; who asks for a quote need not wait for the page."""
    kind = "text" if question.field is None else "quote"
    whose = f"key {request.auth.pk}" if request.auth else f"session {request.session.session_key}"
    return f"{kind} {whose}"


def _answer(request: Request, proposals: Proposals, article_id: int | None) -> Response:
    offers = find_suggested_entities(
        proposals, article_id=article_id, user=cast("User", request.user)
    )
    answer = {
        "quote": proposals.asked,
        "results": proposals.all,
        "is_complete": len(proposals.all) < MOST_PROPOSED,
    }
    return Response(ProposalsSerializer(answer, context={"offers": offers}).data)


def _decision(verdict: Mapping[str, Any]) -> Decision:
    return Decision(
        proposal=read_token(verdict["token"]),
        is_accepted=verdict["verdict"] == "accepted",
        tag=verdict.get("tag"),
        entity=verdict.get("entity"),
    )
