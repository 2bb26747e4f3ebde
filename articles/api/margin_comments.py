"""Comments in the margin, for the desk only."""

from typing import Any, cast
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.transitions import DeskArticleView
from articles.choices import Field as FieldChoices
from articles.collaboration.margin_comments import (
    MAX_TEXT,
    MAX_WORDS,
    Place,
    add_comment,
    change_comment,
    delete_comment,
    reopen_comment,
    reply_to_comment,
    resolve_comment,
    version_of_comment,
)
from articles.models import MarginComment
from articles.tagging import Field
from newsroom.lib.api.strict import StrictCharField, StrictIntegerField, StrictSerializer
from newsroom.lib.numbers import LARGEST_ID


class NameField(serializers.CharField):
    """The full name of a user."""

    def to_representation(self, value: Any) -> str:
        return str(value)


class ReplySerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    author = NameField()
    created_at = serializers.DateTimeField()


class MarginCommentSerializer(serializers.Serializer[Any]):
    """A comment. `start` and `end` are code points in the plain text of `field` in the head.

    They are null for a resolved comment, and for one that is adrift: its words are gone, or are
    there several times.
    """

    id = serializers.UUIDField(source="uuid")
    field = serializers.ChoiceField(FieldChoices.choices)
    start = serializers.SerializerMethodField()
    end = serializers.SerializerMethodField()
    exact = serializers.CharField()
    is_adrift = serializers.BooleanField()
    text = serializers.CharField()
    version = serializers.SerializerMethodField(help_text="Changes with the text.")
    author = NameField()
    is_mine = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField(allow_null=True)
    resolved_at = serializers.DateTimeField(allow_null=True)
    resolved_by = NameField(allow_null=True)
    replies = ReplySerializer(many=True, source="replies.all")

    def get_is_mine(self, comment: MarginComment) -> bool:
        return comment.author_id == self.context["user"].pk

    def get_version(self, comment: MarginComment) -> str:
        return version_of_comment(comment)

    def get_start(self, comment: MarginComment) -> int | None:
        return comment.place[0] if comment.place else None

    def get_end(self, comment: MarginComment) -> int | None:
        return comment.place[1] if comment.place else None


class MarginSerializer(serializers.Serializer[Any]):
    """The comments of an article. `head` is the revision to which the places refer."""

    head = serializers.IntegerField()
    results = MarginCommentSerializer(many=True)


class AddCommentSerializer(StrictSerializer):
    base = StrictIntegerField(
        min_value=1,
        max_value=LARGEST_ID,
        help_text="Number of the revision commented on: if another is the head by now, 409.",
    )
    field = serializers.ChoiceField(FieldChoices.choices)
    start = StrictIntegerField(min_value=0, max_value=LARGEST_ID)
    end = StrictIntegerField(min_value=1, max_value=LARGEST_ID)
    exact = StrictCharField(
        max_length=MAX_WORDS,
        trim_whitespace=False,
        help_text="The words between them: if others stand there, 409.",
    )
    text = StrictCharField(max_length=MAX_TEXT)


class CommentTextSerializer(StrictSerializer):
    text = StrictCharField(max_length=MAX_TEXT)


class ChangeCommentSerializer(CommentTextSerializer):
    base = StrictCharField(
        max_length=32,
        required=False,
        help_text="The comment’s `version` that is changed: if it has another by now, 409.",
    )


class CommentsView(DeskArticleView):
    @extend_schema(
        operation_id="article_comments_list",
        summary="Comments in an article’s margin, open and resolved",
        responses=MarginSerializer,
    )
    def get(self, request: Request, pk: int) -> Response:
        article = self.find(pk)
        comments = article.margin_comments.select_related("author", "resolved_by")
        rows = comments.prefetch_related("replies__author")
        shown = {"head": article.working_copy.number, "results": rows}
        return Response(MarginSerializer(shown, context={"user": self.user}).data)

    @extend_schema(
        operation_id="article_comments_create",
        summary="Comment on words of an article’s working copy",
        request=AddCommentSerializer,
        responses={201: MarginCommentSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        article = self.find(pk)
        serializer = AddCommentSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        data = dict(serializer.validated_data)
        text = data.pop("text")
        place = Place(**{**data, "field": Field(data["field"])})
        comment = add_comment(article_id=article.pk, place=place, text=text, by=self.user)
        made = MarginCommentSerializer(comment, context={"user": self.user})
        return Response(made.data, status=201)


class CommentView(DeskArticleView):
    """Base of operations on one comment, which only those find who may see its article."""

    def find_comment(self, uuid: UUID) -> MarginComment:
        comments = MarginComment.objects.visible_to(self.user).select_related(
            "article", "author", "resolved_by"
        )
        comment = comments.prefetch_related("replies__author").filter(uuid=uuid).first()
        if comment is None:
            raise Http404
        return cast("MarginComment", comment)

    def answer(self, uuid: UUID, *, status: int = 200) -> Response:
        """Return the comment as it is now."""
        comment = self.find_comment(uuid)
        shown = MarginCommentSerializer(comment, context={"user": self.user})
        return Response(shown.data, status=status)


class OneCommentView(CommentView):
    @extend_schema(
        operation_id="comments_change",
        summary="Change a comment of one’s own",
        request=ChangeCommentSerializer,
        responses=MarginCommentSerializer,
    )
    def patch(self, request: Request, uuid: UUID) -> Response:
        self.find_comment(uuid)
        serializer = ChangeCommentSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        change_comment(uuid=uuid, **serializer.validated_data, by=self.user)
        return self.answer(uuid)

    @extend_schema(
        operation_id="comments_delete",
        summary="Delete a comment of one’s own that nobody has answered",
        responses={204: None},
    )
    def delete(self, request: Request, uuid: UUID) -> Response:
        self.find_comment(uuid)
        delete_comment(uuid=uuid, by=self.user)
        return Response(status=204)


class RepliesView(CommentView):
    @extend_schema(
        summary="Answer a comment in the margin",
        request=CommentTextSerializer,
        responses={201: MarginCommentSerializer},
    )
    def post(self, request: Request, uuid: UUID) -> Response:
        self.find_comment(uuid)
        serializer = CommentTextSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        reply_to_comment(uuid=uuid, text=serializer.validated_data["text"], by=self.user)
        return self.answer(uuid, status=201)


class ResolveView(CommentView):
    @extend_schema(
        summary="Resolve a comment in the margin", request=None, responses=MarginCommentSerializer
    )
    def post(self, request: Request, uuid: UUID) -> Response:
        self.find_comment(uuid)
        resolve_comment(uuid=uuid, by=self.user)
        return self.answer(uuid)


class ReopenView(CommentView):
    @extend_schema(
        summary="Open a resolved comment again", request=None, responses=MarginCommentSerializer
    )
    def post(self, request: Request, uuid: UUID) -> Response:
        self.find_comment(uuid)
        reopen_comment(uuid=uuid, by=self.user)
        return self.answer(uuid)
