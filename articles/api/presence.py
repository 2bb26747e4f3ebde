"""The presence of editors at an article, and its lock."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.transitions import DeskArticleView
from articles.choices import State
from articles.collaboration.edit_locks import MAX_REASON, lock_of, release_lock, take_lock
from articles.collaboration.presence import HEARTBEAT_SECONDS, heartbeat, leave
from articles.models import Article, EditLock, Presence
from newsroom.lib.api.strict import StrictCharField, StrictDateTimeField, StrictSerializer
from newsroom.models import User


class OtherSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    since = serializers.DateTimeField()


class LockSerializer(serializers.Serializer[Any]):
    held_by = serializers.CharField()
    reason = serializers.CharField()
    until = serializers.DateTimeField()
    is_mine = serializers.BooleanField()


class PresenceSerializer(serializers.Serializer[Any]):
    """The other people at an article. `head` is the number of its working copy now."""

    others = OtherSerializer(many=True)
    lock = LockSerializer(allow_null=True)
    head = serializers.IntegerField()
    head_by = serializers.CharField(allow_null=True)
    state = serializers.ChoiceField(State.choices)
    beat_seconds = serializers.IntegerField(help_text="How often a page should say it is open.")


class TakeLockSerializer(StrictSerializer):
    reason = StrictCharField(max_length=MAX_REASON)
    until = StrictDateTimeField()


class PresenceView(DeskArticleView):
    read_scopes = write_scopes = frozenset()
    requests_per_minute = 120

    @extend_schema(
        summary="Say that one has an article open; who else has",
        request=None,
        responses=PresenceSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        article = self.find(pk)
        others = heartbeat(article=article, user=self.user)
        return Response(_presence(article, others, self.user))

    @extend_schema(summary="Say that one has closed an article", responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        leave(article=self.find(pk), user=self.user)
        return Response(status=204)


class LockView(DeskArticleView):
    @extend_schema(
        summary="Keep others from saving and publishing an article",
        request=TakeLockSerializer,
        responses=LockSerializer,
    )
    def put(self, request: Request, pk: int) -> Response:
        article = self.find(pk)
        serializer = TakeLockSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        lock = take_lock(article_id=article.pk, by=self.user, **serializer.validated_data)
        return Response(_lock(lock, self.user))

    @extend_schema(summary="Release a lock, or break another’s", responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        release_lock(article_id=self.find(pk).pk, by=self.user)
        return Response(status=204)


def _presence(article: Article, others: list[Presence], user: User) -> dict[str, Any]:
    head = article.working_copy
    lock = lock_of(article)
    shown = {
        "others": [{"name": str(other.user), "since": other.since} for other in others],
        "lock": _lock(lock, user) if lock and not lock.is_over else None,
        "head": head.number,
        "head_by": str(head.created_by) if head.created_by else None,
        "state": article.current_state,
        "beat_seconds": HEARTBEAT_SECONDS,
    }
    return dict(PresenceSerializer(shown).data)


def _lock(lock: EditLock, user: User) -> dict[str, Any]:
    shown = {
        "held_by": str(lock.held_by),
        "reason": lock.reason,
        "until": lock.expires_at,
        "is_mine": lock.held_by_id == user.pk,
    }
    return dict(LockSerializer(shown).data)
