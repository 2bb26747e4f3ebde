from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class AppearanceQuerySet(models.QuerySet[Any]):
    def public(self) -> "AppearanceQuerySet":
        """Return the appearances in what anybody may read now."""
        return self.filter(published_at__lte=Now())


class Appearance(models.Model):
    """One entity in one article as readers see it: leads from an entity to its articles.

    Stored when the article is published. `published_at` is the article's, so that one index gives
    an entity's newest articles. `passages` is the HTML of up to three places where the entity is
    named, as `articles.publication.renditions.passages` makes it.
    """

    pk = models.CompositePrimaryKey("article", "entity")
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="appearances", db_index=False
    )
    entity = models.ForeignKey(
        "entities.Entity", on_delete=models.PROTECT, related_name="appearances", db_index=False
    )
    published_at = models.DateTimeField()
    mention_count = models.PositiveIntegerField()
    quote_count = models.PositiveIntegerField()
    passages = models.TextField(blank=True)

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-article_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mention_count__gt=0) | Q(quote_count__gt=0), name="appearance_not_empty"
            ),
        ]
        indexes = [
            models.Index(fields=["entity", "-published_at", "-article"], name="appearance_newest"),
            models.Index(
                fields=["entity", "-published_at", "-article"],
                condition=Q(quote_count__gt=0),
                name="appearance_newest_speaking",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity} in article {self.article_id}"
