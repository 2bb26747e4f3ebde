from django.db import models
from django.db.models import Q

from articles.choices import TagKind


class CorrectionTag(models.Model):
    """A quote or a mention that a correction calls wrong, even if the article has lost it.

    `entity` is who said it or whom it names, for the page of that person. Corrections are written
    by `articles.publication.corrections`, merges by `articles.publication.entity_merges`.
    """

    correction = models.ForeignKey(
        "articles.Correction", on_delete=models.CASCADE, related_name="tags", db_index=False
    )
    tag = models.CharField(max_length=7, choices=TagKind.choices)
    uuid = models.UUIDField()
    entity = models.ForeignKey(
        "entities.Entity", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["correction", "tag", "uuid"], name="correction_tag_once"
            ),
            models.CheckConstraint(
                condition=Q(tag__in=TagKind.values), name="correction_tag_tag_known"
            ),
        ]
        indexes = [
            models.Index(fields=["uuid"], name="correction_tag_by_id"),
            models.Index(
                fields=["entity"],
                condition=Q(entity__isnull=False),
                name="correction_tag_about",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tag} {self.uuid}"
