from django.db import models
from django.db.models.functions import Now

from newsroom.lib.database.stored_text import StorableText
from newsroom.lib.slugs import SLUG_MAX_LENGTH, TidySlugField, tidy_slug_constraint


class FormerSlug(models.Model):
    """A slug that an article had before. It belongs to that article for good.

    The article may take it again; the row stays. If readers have seen it (`was_public`), its
    address redirects to the present one.
    """

    slug = TidySlugField(max_length=SLUG_MAX_LENGTH, db_index=False, allow_unicode=True)
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="former_slugs"
    )
    was_public = models.BooleanField()
    left_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="former_slug_unique"),
            tidy_slug_constraint("former_slug_tidy"),
            StorableText(fields=["slug"], name="former_slug_text_storable"),
        ]

    def __str__(self) -> str:
        return self.slug
