"""Single tags of a draft: added, changed and removed by offsets, with the exact words."""

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID, uuid4

from drf_spectacular.utils import extend_schema
from msgspec import UNSET
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.drafts.requests import DraftBase
from articles.api.drafts.shapes import (
    Draft,
    MentionChange,
    MentionInput,
    QuoteChange,
    QuoteInput,
)
from articles.api.drafts.views import IF_MATCH
from articles.drafts.draft import Documents
from articles.errors import InvalidText
from articles.revisions.tag_changes import add_tag, remove_tag, save_tags
from articles.tagging import QUOTE_DETAILS, Field, MentionTag, QuoteTag, Tag, exact, quote_details
from newsroom.lib.api.bodies import read_body

PLACE: Final = ("field", "start", "end", "exact")


class TagsBase(DraftBase):
    """Tags of one kind of a draft."""

    def add(self, request: Request, pk: int, tag: Tag, asked: Any) -> Response:
        with self.locked(request, pk, needs_match=False) as article:
            field = Field(asked.field)
            save_tags(
                article=article,
                change=lambda documents: add_tag(documents, field, tag, asked.exact),
                by=self.user,
            )
            return self.answer(article, HTTPStatus.CREATED)


class MentionsView(TagsBase):
    @extend_schema(
        operation_id="draft_mentions_create",
        summary="Tag a mention",
        request=MentionInput,
        responses={201: Draft},
    )
    def post(self, request: Request, pk: int) -> Response:
        asked = read_body(request, MentionInput)
        return self.add(request, pk, _mention(uuid4(), asked), asked)


class QuotesView(TagsBase):
    @extend_schema(
        operation_id="draft_quotes_create",
        summary="Tag a quote",
        request=QuoteInput,
        responses={201: Draft},
    )
    def post(self, request: Request, pk: int) -> Response:
        asked = read_body(request, QuoteInput)
        return self.add(request, pk, _quote(uuid4(), asked), asked)


class TagBase(DraftBase):
    """One tag of a draft."""

    kind: type[Tag]

    def change(self, request: Request, pk: int, uuid: UUID, asked: Any) -> Response:
        with self.locked(request, pk) as article:
            save_tags(
                article=article,
                change=lambda documents: self.changed(documents, uuid, asked),
                by=self.user,
            )
            return self.answer(article)

    def changed(self, documents: Documents, uuid: UUID, asked: Any) -> Documents:
        """Return the fields with one tag changed."""
        rest, field, tag = remove_tag(documents, uuid, self.kind)
        given = {name: getattr(asked, name) for name in PLACE}
        moved = [name for name, value in given.items() if value is not UNSET]
        if moved and len(moved) < len(PLACE):
            raise InvalidText(f"Another place needs all of {', '.join(PLACE)}.")
        words = asked.exact if moved else exact(tag, documents[field].text)
        field = Field(asked.field) if moved else field
        return add_tag(rest, field, self.fitted(tag, asked, is_moved=bool(moved)), words)

    def fitted(self, tag: Any, asked: Any, *, is_moved: bool) -> Tag:
        raise NotImplementedError

    @extend_schema(summary="Remove a tag", responses=Draft, parameters=[IF_MATCH])
    def delete(self, request: Request, pk: int, uuid: UUID) -> Response:
        with self.locked(request, pk) as article:
            save_tags(
                article=article,
                change=lambda documents: remove_tag(documents, uuid, self.kind)[0],
                removed=[uuid],
                by=self.user,
            )
            return self.answer(article)


class MentionView(TagBase):
    kind = MentionTag

    @extend_schema(
        operation_id="draft_mentions_change",
        summary="Change a mention",
        request=MentionChange,
        responses=Draft,
        parameters=[IF_MATCH],
    )
    def patch(self, request: Request, pk: int, uuid: UUID) -> Response:
        return self.change(request, pk, uuid, read_body(request, MentionChange))

    def fitted(self, tag: MentionTag, asked: Any, *, is_moved: bool) -> Tag:
        segments = ((asked.start, asked.end),) if is_moved else tag.segments
        return MentionTag(tag.uuid, _given(asked.entity, tag.entity), segments)


class QuoteView(TagBase):
    kind = QuoteTag

    @extend_schema(
        operation_id="draft_quotes_change",
        summary="Change a quote",
        request=QuoteChange,
        responses=Draft,
        parameters=[IF_MATCH],
    )
    def patch(self, request: Request, pk: int, uuid: UUID) -> Response:
        return self.change(request, pk, uuid, read_body(request, QuoteChange))

    def fitted(self, tag: QuoteTag, asked: Any, *, is_moved: bool) -> Tag:
        given = {name: _given(getattr(asked, name), value) for name, value in _details(tag)}
        segments = _segments(asked) if is_moved else tag.segments
        speaker = _given(asked.speaker, tag.speaker)
        return QuoteTag(uuid=tag.uuid, speaker=speaker, segments=segments, **given)


def _given(value: Any, default: Any) -> Any:
    return default if value is UNSET else value


def _details(tag: QuoteTag) -> Any:
    return quote_details(tag).items()


def _mention(uuid: UUID, asked: MentionInput) -> MentionTag:
    return MentionTag(uuid, asked.entity, ((asked.start, asked.end),))


def _quote(uuid: UUID, asked: QuoteInput) -> QuoteTag:
    details = {name: getattr(asked, name) for name in QUOTE_DETAILS}
    return QuoteTag(uuid=uuid, speaker=asked.speaker, segments=_segments(asked), **details)


def _segments(asked: Any) -> tuple[tuple[int, int], ...]:
    """Return the segments, or the whole place as one. Raises `InvalidText` if they do not fit."""
    segments = _given(asked.segments, ()) or ((asked.start, asked.end),)
    if (segments[0][0], segments[-1][1]) != (asked.start, asked.end):
        raise InvalidText("segments: They do not go from start to end.")
    return tuple(segments)
