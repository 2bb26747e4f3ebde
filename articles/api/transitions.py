"""The workflow of an article, for programs of the desk: its state, and transitions."""

from typing import Any, ClassVar, cast

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.choices import REACH_KILLED, SEE_ANY, WRITE_OWN, State
from articles.models import Article, Correction
from articles.publication.corrections import MAX_TAGS, MAX_TEXT, Notice
from articles.workflow.checks.checks import CHECKS, find_obstacles
from articles.workflow.execution import MAX_CHARACTERS, transition_article, transition_choices
from articles.workflow.identity_confirmations import confirm_identity
from articles.workflow.transition_input import TransitionInput
from articles.workflow.transitions import TRANSITIONS
from newsroom.desk_api.trying import wants_body
from newsroom.desk_api.views import DeskView
from newsroom.lib.api.strict import (
    StrictBooleanField,
    StrictCharField,
    StrictDateTimeField,
    StrictIntegerField,
    StrictSerializer,
)
from newsroom.lib.numbers import LARGEST_ID
from newsroom.models import User
from newsroom.scopes import Scope

NAMES = list(TRANSITIONS)
JOINED = ("head__created_by", "live", "section", "assigned_to", "edit_lock__held_by")


class NoticeSerializer(StrictSerializer):
    kind = serializers.ChoiceField(Correction.Kind.choices)
    text = StrictCharField(max_length=MAX_TEXT)
    place = serializers.ChoiceField(Correction.Place.choices, required=False)

    def to_internal_value(self, data: Any) -> Any:
        return Notice(**super().to_internal_value(data))


class TransitionSerializer(StrictSerializer):
    """A transition with its data: `at` to schedule, `notice` to withdraw, `reason` to kill."""

    transition = serializers.ChoiceField(NAMES)
    comment = StrictCharField(required=False, max_length=MAX_CHARACTERS["comment"])
    at = StrictDateTimeField(required=False)
    notice = StrictCharField(required=False, max_length=MAX_CHARACTERS["notice"])
    reason = StrictCharField(required=False, max_length=MAX_CHARACTERS["reason"])
    revision = StrictIntegerField(
        required=False,
        min_value=1,
        max_value=LARGEST_ID,
        help_text="The revision that is meant: if another is the head by now, 409.",
    )
    lifts_embargo = StrictBooleanField(required=False)
    override = StrictCharField(
        required=False,
        max_length=MAX_CHARACTERS["override"],
        help_text="Why it is published though checks find what must not be.",
    )
    correction = NoticeSerializer(
        required=False, help_text="Published with it: a headline or direct quote was wrong."
    )
    correction_about = serializers.ListField(
        child=serializers.UUIDField(),
        required=False,
        max_length=MAX_TAGS,
        help_text="The ids of the quotes and mentions that it names; all that changed by default.",
    )
    no_correction = StrictBooleanField(
        required=False, help_text="A headline or direct quote changes, and no correction is due."
    )


class TransitionChoiceSerializer(serializers.Serializer[Any]):
    transition = serializers.ChoiceField(NAMES)
    label = serializers.CharField()  # type: ignore[assignment]
    needs = serializers.ListField(child=serializers.CharField())
    refusal = serializers.CharField(
        allow_blank=True, help_text="Why it cannot be made now; empty if it can."
    )


class FindingSerializer(serializers.Serializer[Any]):
    """A finding of a check before publishing, with its place: field, offsets, tag."""

    code = serializers.ChoiceField(list(CHECKS))
    level = serializers.ChoiceField(["must", "should"])
    text = serializers.CharField()
    place = serializers.CharField()
    start = serializers.IntegerField(allow_null=True)
    end = serializers.IntegerField(allow_null=True)
    tag = serializers.UUIDField(allow_null=True)
    key = serializers.CharField(
        allow_null=True,
        help_text="Confirms, sent to …/identities/, that the person is meant; null: cannot be.",
    )


class WorkflowSerializer(serializers.Serializer[Any]):
    """The state of an article. Nothing of it may be shown before `embargoed_until`."""

    id = serializers.IntegerField()
    state = serializers.ChoiceField(State.choices)
    head = serializers.IntegerField(help_text="Number of the revision that is worked on.")
    live = serializers.IntegerField(
        allow_null=True, help_text="Number of the revision that readers see, or will."
    )
    published_at = serializers.DateTimeField(allow_null=True)
    embargoed_until = serializers.DateTimeField(allow_null=True)
    assigned_to = serializers.CharField(allow_null=True)
    transitions = TransitionChoiceSerializer(many=True)
    checks = FindingSerializer(many=True)


class DeskArticleView(DeskView):
    """Base of operations on one article, which only those find who may see it."""

    permissions_any: ClassVar[tuple[str, ...]] = (*SEE_ANY, WRITE_OWN, REACH_KILLED)
    read_scopes: ClassVar[frozenset[str]] = frozenset({Scope.READ_DRAFTS})
    write_scopes: ClassVar[frozenset[str]] = frozenset({Scope.WRITE_ARTICLES})

    @property
    def user(self) -> User:
        return cast("User", self.request.user)

    def find(self, pk: int) -> Article:
        articles = Article.objects.visible_to(self.user).filter(pk=min(pk, LARGEST_ID))
        article = articles.select_related(*JOINED).first()
        if article is None:
            raise Http404
        return article


class TransitionsView(DeskArticleView):
    write_scopes = frozenset({Scope.WRITE_ARTICLES, Scope.PUBLISH})

    @extend_schema(summary="Where an article is, and where it may go", responses=WorkflowSerializer)
    def get(self, request: Request, pk: int) -> Response:
        return Response(_workflow(self.find(pk), self.user))

    @extend_schema(
        summary="Move an article on", request=TransitionSerializer, responses=WorkflowSerializer
    )
    def post(self, request: Request, pk: int) -> Response:
        article = self.find(pk)
        serializer = TransitionSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        data = dict(serializer.validated_data)
        name = data.pop("transition")
        transition_article(
            article_id=article.pk, transition=name, by=self.user, details=TransitionInput(**data)
        )
        if not wants_body(request):  # whose checks cost as much as those of the transition
            return Response()
        return Response(_workflow(self.find(pk), self.user))


class IdentitySerializer(StrictSerializer):
    key = StrictCharField(max_length=32, help_text="Of a finding, as `checks` has it.")


class IdentitiesView(DeskArticleView):
    @extend_schema(
        operation_id="article_identities_confirm",
        summary="Confirm that an article means whom it names, as a check asks",
        request=IdentitySerializer,
        responses=WorkflowSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        article = self.find(pk)
        serializer = IdentitySerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        confirm_identity(article_id=article.pk, key=serializer.validated_data["key"], by=self.user)
        return Response(_workflow(self.find(pk), self.user))


def _workflow(article: Article, user: User) -> dict[str, Any]:
    shown = {
        "id": article.pk,
        "state": article.current_state,
        "head": article.working_copy.number,
        "live": article.live.number if article.live else None,
        "published_at": article.published_at,
        "embargoed_until": article.embargoed_until,
        "assigned_to": article.assigned_to and article.assigned_to.get_username(),
        "checks": [finding.as_json() for finding in find_obstacles(article)],
        "transitions": [
            {
                "transition": choice.transition.name,
                "label": choice.transition.label,
                "needs": choice.transition.needs,
                "refusal": choice.refusal,
            }
            for choice in transition_choices(article, user)
        ],
    }
    return dict(WorkflowSerializer(shown).data)
