"""Comments in the margin, on words of an article's head: added, answered, resolved, carried along.

Whoever may see an article at the desk may comment on it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.audit import record_event
from articles.drafts.draft import Documents
from articles.errors import Incomplete, InvalidTransition, StaleRevision, WordsChanged
from articles.locks import lock_article
from articles.models import Article, CommentReply, MarginComment, Revision
from articles.projection.tag_rows import documents_of
from articles.tagging import Field, Span, carry_spans, split_by_block
from newsroom.lib.blank import is_blank
from newsroom.lib.errors import NotAllowed
from newsroom.lib.versions import refuse_stale, version_of
from newsroom.models import User
from newsroom.verbs import Verb

MAX_TEXT: Final = 5000
MAX_WORDS: Final = 5000
"""Code points of a comment or reply, and of the words that a comment is on."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words as the user sees them: `exact` is [start, end) of a field's plain text.

    In code points, in the revision with the number `base`.
    """

    base: int
    field: Field
    start: int
    end: int
    exact: str


@transaction.atomic
def add_comment(*, article_id: int, place: Place, text: str, by: User) -> MarginComment:
    """Store a comment on words of the article's head. Locks the article's row.

    Raises `NotAllowed`, `Incomplete` for a text that is blank or too long, `StaleRevision` if the
    place is in another revision than the head, and `WordsChanged` if other words are there.
    """
    article = _locked(article_id, by)
    text = _checked_text(text)
    _check_place(place, article.working_copy)
    comment = MarginComment.objects.create(
        article=article,
        revision=article.working_copy,
        field=place.field.value,
        start=place.start,
        end=place.end,
        exact=place.exact,
        text=text,
        author=by,
    )
    _record(Verb.COMMENT_ADDED, comment, by)
    return comment


@transaction.atomic
def change_comment(*, uuid: UUID, text: str, base: str | None = None, by: User) -> MarginComment:
    """Store another text of a comment, by its author, open or resolved. Locks the article's row.

    `base` is the version (`version_of_comment`) that the author saw; without it whatever is stored
    is replaced. Raises `MarginComment.DoesNotExist`, `NotAllowed`, `Incomplete` and `StaleForm`.
    """
    comment, text = _own_comment(uuid, by), _checked_text(text)
    if comment.text == text:
        return comment
    refuse_stale(base, _editable_values(comment))
    comment.text, comment.changed_at = text, timezone.now()
    comment.save(update_fields=["text", "changed_at"])
    _record(Verb.COMMENT_CHANGED, comment, by)
    return comment


def version_of_comment(comment: MarginComment) -> str:
    return version_of(_editable_values(comment))


def _editable_values(comment: MarginComment) -> dict[str, str]:
    return {"text": comment.text}


@transaction.atomic
def delete_comment(*, uuid: UUID, by: User) -> None:
    """Delete a comment, by its author, while it has no answer. Locks the article's row.

    Raises `MarginComment.DoesNotExist`, `NotAllowed`, and `InvalidTransition` if it has an answer.
    """
    comment = _own_comment(uuid, by)
    if comment.replies.exists():
        raise InvalidTransition(_("Somebody has answered this comment: resolve it instead."))
    _record(Verb.COMMENT_DELETED, comment, by)
    comment.delete()


@transaction.atomic
def reply_to_comment(*, uuid: UUID, text: str, by: User) -> CommentReply:
    """Store an answer to a comment, open or resolved. Locks the article's row.

    Raises `MarginComment.DoesNotExist`, `NotAllowed` and `Incomplete`.
    """
    comment = _locked_comment(uuid, by)
    reply = CommentReply.objects.create(comment=comment, text=_checked_text(text), author=by)
    _record(Verb.COMMENT_REPLIED_TO, comment, by)
    return reply


@transaction.atomic
def resolve_comment(*, uuid: UUID, by: User) -> MarginComment:
    """Close a comment: it follows its words no longer. Locks the article's row.

    Raises `MarginComment.DoesNotExist`, `NotAllowed`, and `InvalidTransition` if it is resolved.
    """
    comment = _locked_comment(uuid, by)
    if not comment.is_open:
        raise InvalidTransition(_("This comment is resolved already."))
    comment.resolved_at, comment.resolved_by = timezone.now(), by
    comment.save(update_fields=["resolved_at", "resolved_by"])
    _record(Verb.COMMENT_RESOLVED, comment, by)
    return comment


@transaction.atomic
def reopen_comment(*, uuid: UUID, by: User) -> MarginComment:
    """Open a comment again: at its words if the head surely has them, else adrift.

    Locks the article's row. Raises `MarginComment.DoesNotExist`, `NotAllowed`, and
    `InvalidTransition` if it is open.
    """
    comment = _locked_comment(uuid, by)
    if comment.is_open:
        raise InvalidTransition(_("This comment is open already."))
    comment.resolved_at = comment.resolved_by = None
    comment.save(update_fields=["resolved_at", "resolved_by"])
    carry_comments(article=comment.article)
    _record(Verb.COMMENT_REOPENED, comment, by)
    return MarginComment.objects.get(pk=comment.pk)


def carry_comments(*, article: Article) -> None:
    """Move the open comments to the article's head, as `articles.tagging.carry_tags` moves tags.

    Each moves to the very words that it had, if they are surely there. Otherwise it is adrift: it
    stays with its revision, and is tried again with later heads. Needs the transaction that saved
    the head, with the article locked. One query if there is no comment.
    """
    head = article.working_copy
    comments = article.margin_comments.open().exclude(revision=head)
    by_revision: dict[Revision, list[MarginComment]] = {}
    for comment in comments.select_related("revision"):
        by_revision.setdefault(comment.revision, []).append(comment)
    if not by_revision:
        return
    now = documents_of(head)
    carried = [
        comment
        for revision, of_revision in by_revision.items()
        for comment in _carried(of_revision, revision, now)
    ]
    for comment in carried:
        comment.revision = head
    MarginComment.objects.bulk_update(carried, ["revision", "start", "end"])


def _carried(
    comments: Sequence[MarginComment], revision: Revision, now: Documents
) -> Iterator[MarginComment]:
    """Yield the comments whose words are in the new texts, moved to them."""
    before = documents_of(revision)
    for field, new in now.items():
        of_field = {comment.uuid: comment for comment in comments if comment.field == field.value}
        old = before[field]
        spans = [
            Span(uuid, tuple(split_by_block(old.blocks, comment.start, comment.end)))
            for uuid, comment in of_field.items()
        ]
        # Without the tags of the new text: a comment may be on what is tagged.
        for uuid, segments in carry_spans(spans, old, replace(new, tags=())).items():
            comment, start, end = of_field[uuid], segments[0][0], segments[-1][1]
            # Something may have come between the paragraphs that it is on.
            if new.text[start:end] == comment.exact:
                comment.start, comment.end = start, end
                yield comment


def _locked(article_id: int, by: User) -> Article:
    article = lock_article(article_id)
    if not article.is_visible_to(by):
        raise NotAllowed(_("You may not comment on this article."))
    return article


def _locked_comment(uuid: UUID, by: User) -> MarginComment:
    """Lock the comment's article, as every writer does first, and return the comment."""
    article_id = MarginComment.objects.values_list("article_id", flat=True).get(uuid=uuid)
    article = _locked(article_id, by)
    comment: MarginComment = MarginComment.objects.get(uuid=uuid)
    comment.article = article
    return comment


def _own_comment(uuid: UUID, by: User) -> MarginComment:
    comment = _locked_comment(uuid, by)
    if comment.author_id != by.pk:
        raise NotAllowed(_("Only who wrote a comment changes or deletes it."))
    return comment


def _checked_text(text: str) -> str:
    if is_blank(text):
        raise Incomplete(_("Say something about these words."), "text")
    if len(text) > MAX_TEXT:
        raise Incomplete(_("The text has more than %d characters.") % MAX_TEXT, "text")
    return text.strip()


def _check_place(place: Place, head: Revision) -> None:
    if place.base != head.number:
        raise StaleRevision(base=place.base, head=head.number)
    if len(place.exact) > MAX_WORDS:
        raise Incomplete(_("A comment is on at most %d characters.") % MAX_WORDS, "exact")
    if place.exact != place.exact.strip():
        raise Incomplete(_("A comment is on words, without the space around them."), "exact")
    stored = getattr(head, f"{place.field.value}_text")
    is_whole = place.start >= 0 and place.end - place.start == len(place.exact) > 0
    if not is_whole or stored[place.start : place.end] != place.exact:
        raise WordsChanged(_("These words do not stand there in the revision that is stored."))


def _record(verb: Verb, comment: MarginComment, by: User) -> None:
    """Record an event without the text: readers of the audit may not see the article."""
    data = {"comment": str(comment.uuid), "field": comment.field, "words": comment.exact[:200]}
    record_event(verb, comment.article, by, data)
