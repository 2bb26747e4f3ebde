from django.db import models
from django.db.models.functions import Now

from newsroom.lib.database.stored_text import StorableText
from newsroom.lib.slugs import TidySlugField, tidy_slug_constraint


class FormerSectionSlug(models.Model):
    """A slug that a section had before. It belongs to that section for good.

    If readers have seen it (`was_public`), its addresses redirect to the section's present ones.
    """

    slug = TidySlugField(max_length=80, db_index=False, allow_unicode=True)
    section = models.ForeignKey(
        "articles.Section", on_delete=models.CASCADE, related_name="former_slugs"
    )
    was_public = models.BooleanField()
    left_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="former_section_slug_unique"),
            tidy_slug_constraint("former_section_slug_tidy"),
            StorableText(fields=["slug"], name="former_section_slug_text_storable"),
        ]

    def __str__(self) -> str:
        return self.slug
