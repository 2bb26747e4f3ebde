from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class TagReview(models.Model):
    """A tag of an article's head whose words changed, and that nobody has confirmed yet.

    `uuid` and `tag` name it; `old_words` are those that a person last saw under it, `new_words`
    those that it has now. `was_public`: a quote that readers have seen with other words. While an
    article has one, its head is not published. `articles.services.reviewing` is the only writer.
    """

    class Tag(models.TextChoices):
        MENTION = "mention", _("mention")
        QUOTE = "quote", _("quote")

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="tag_reviews", db_index=False
    )
    tag = models.CharField(max_length=7, choices=Tag.choices)
    uuid = models.UUIDField()
    old_words = models.TextField()
    new_words = models.TextField()
    was_public = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "tag", "uuid"], name="tag_review_once_for_a_tag"
            ),
            models.CheckConstraint(
                condition=Q(tag__in=["mention", "quote"]), name="tag_review_tag_known"
            ),
        ]

    def __str__(self) -> str:
        words = {"old": self.old_words, "new": self.new_words}
        return gettext("“%(old)s” is now “%(new)s”") % words
