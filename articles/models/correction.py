from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from articles.choices import CorrectionKind, CorrectionPlace
from newsroom.lib.database.stored_text import StorableText
from newsroom.lib.urls import address_of


class CorrectionQuerySet(models.QuerySet[Any]):
    def public(self) -> "CorrectionQuerySet":
        """Return the corrections of what anybody may read now."""
        return self.filter(article__live__isnull=False, article__published_at__lte=Now())


class Correction(models.Model):
    """A public notice about something that an article said. Its `tags` are what was wrong."""

    Kind = CorrectionKind
    Place = CorrectionPlace

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="corrections", db_index=False
    )
    kind = models.CharField(max_length=13, choices=CorrectionKind.choices)
    text = models.CharField(max_length=2000)
    place = models.CharField(
        max_length=6, choices=CorrectionPlace.choices, default=CorrectionPlace.TOP
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(db_default=Now())

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=CorrectionKind.values), name="correction_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(place__in=CorrectionPlace.values), name="correction_place_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="correction_has_a_text"),
            StorableText(fields=["text"], name="correction_text_storable"),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="correction_newest"),
            models.Index(fields=["article", "-published_at"], name="correction_of_article"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"

    def get_absolute_url(self) -> str:
        return f"{address_of('articles:article', self.article.slug)}#correction-{self.pk}"
