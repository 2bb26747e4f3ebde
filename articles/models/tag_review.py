from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext

from articles.choices import TagKind
from entities.models import Entity
from newsroom.lib.database.stored_text import StorableText
from newsroom.lib.excerpts import excerpts


class TagReviewManager(models.Manager["TagReview"]):
    def get_queryset(self) -> "models.QuerySet[TagReview]":
        return super().get_queryset().select_related("old_entity", "new_entity")


class TagReview(models.Model):
    """A tag of an article's head that changed and that nobody has confirmed yet.

    `uuid` and `tag` identify the tag; `old_words` are those that a person last saw, `new_words`
    those that it has now. `is_renamed`: the tag was gone and came back naming another entity
    (`new_entity`) than a person last saw (`old_entity`). `was_public`: a quote that readers have
    seen. While an article has a review, its head is not published.
    `articles.publication.tag_reviews` is the only writer.
    """

    Tag = TagKind

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="tag_reviews", db_index=False
    )
    tag = models.CharField(max_length=7, choices=TagKind.choices)
    uuid = models.UUIDField()
    old_words = models.TextField()
    new_words = models.TextField()
    # Without constraints, which would lock the entity that a text named before, against the
    # order of locks.
    is_renamed = models.BooleanField(default=False)
    old_entity = models.ForeignKey(
        "entities.Entity",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    new_entity = models.ForeignKey(
        "entities.Entity",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    was_public = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = TagReviewManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "tag", "uuid"], name="tag_review_once_for_a_tag"
            ),
            models.CheckConstraint(
                condition=Q(tag__in=TagKind.values), name="tag_review_tag_known"
            ),
            models.CheckConstraint(
                condition=Q(is_renamed=True) | Q(old_entity=None, new_entity=None),
                name="tag_review_names_who_was_renamed",
            ),
            StorableText(fields=["old_words", "new_words"], name="tag_review_text_storable"),
        ]

    def __str__(self) -> str:
        """Return the change in words, with the parts of long texts that show it."""
        old, new = excerpts(self.old_words, self.new_words, 100)
        if not self.is_renamed:
            return gettext("“%(old)s” is now “%(new)s”") % {"old": old, "new": new}
        names = {"was": _name(self.old_entity), "now": _name(self.new_entity)}
        message = gettext("“%(old)s” named %(was)s, “%(new)s” names %(now)s")
        return message % {"old": old, "new": new, **names}


def _name(entity: Entity | None) -> str:
    return entity.name if entity else gettext("nobody")
