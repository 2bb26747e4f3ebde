"""Comments of the desk on words of an article, and their replies. Readers see none of them."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from articles.choices import Field
from articles.models.article import Article
from newsroom.lib.database.stored_text import StorableText
from newsroom.models import User


class MarginCommentQuerySet(models.QuerySet[Any]):
    """Comments in the margin, none of which is ever public."""

    def open(self) -> "MarginCommentQuerySet":
        return self.filter(resolved_at=None)

    def visible_to(self, user: User) -> "MarginCommentQuerySet":
        """Return the comments on articles that the user may see at the desk."""
        return self.filter(article__in=Article.objects.visible_to(user))


class MarginComment(models.Model):
    """A comment on words of one field. It belongs to the desk, not to the text.

    `start` and `end` are code points in the field's plain text of `revision`, `exact` is that text
    between them. While it is open, `articles.collaboration.margin_comments` moves it to each new
    head that surely has the same words; otherwise it stays with the last revision that had them.
    """

    uuid = models.UUIDField(default=uuid4, editable=False)
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="margin_comments"
    )
    revision = models.ForeignKey("articles.Revision", on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=8, choices=Field.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = MarginCommentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["uuid"], name="margin_comment_uuid_unique"),
            models.CheckConstraint(
                condition=Q(field__in=Field.values), name="margin_comment_field_known"
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="margin_comment_on_words"),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(exact=""), name="margin_comment_says_something"
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="margin_comment_resolved_by_somebody",
            ),
            StorableText(fields=["exact", "text"], name="margin_comment_text_storable"),
        ]

    def __str__(self) -> str:
        return f"“{self.exact}”: {self.text}"

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None

    @property
    def is_adrift(self) -> bool:
        """Return whether it is open and its words are gone, or cannot be told from others."""
        return self.is_open and self.revision_id != self.article.head_id

    @property
    def place(self) -> tuple[int, int] | None:
        """Return where its words are in the head; None if it is resolved or adrift."""
        return (self.start, self.end) if self.is_open and not self.is_adrift else None


class CommentReply(models.Model):
    """An answer to a comment in the margin."""

    comment = models.ForeignKey(MarginComment, on_delete=models.CASCADE, related_name="replies")
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "comment replies"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_reply_says_something"),
            StorableText(fields=["text"], name="comment_reply_text_storable"),
        ]

    def __str__(self) -> str:
        return self.text
