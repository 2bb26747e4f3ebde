from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.querysets import CorrectionQuerySet
from newsroom.lib.addresses import address_of


class Correction(models.Model):
    """A public notice about something that an article said.

    `quote_uuid` or `mention_uuid` names the tag that was wrong, whether or not the article still
    has it; `entity` is who it names or who said it, for that person's page.
    """

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")
        UPDATE = "update", _("Update")
        APOLOGY = "apology", _("Apology")
        RETRACTION = "retraction", _("Retraction")

    class Place(models.TextChoices):
        TOP = "top", _("above the text")
        BOTTOM = "bottom", _("below the text")

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="corrections", db_index=False
    )
    kind = models.CharField(max_length=13, choices=Kind.choices)
    text = models.CharField(max_length=2000)
    place = models.CharField(max_length=6, choices=Place.choices, default=Place.TOP)
    quote_uuid = models.UUIDField(null=True, blank=True)
    mention_uuid = models.UUIDField(null=True, blank=True)
    entity = models.ForeignKey(
        "entities.Entity",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
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
                condition=Q(
                    kind__in=["correction", "clarification", "update", "apology", "retraction"]
                ),
                name="correction_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(place__in=["top", "bottom"]), name="correction_place_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="correction_has_a_text"),
            models.CheckConstraint(
                condition=Q(quote_uuid=None) | Q(mention_uuid=None),
                name="correction_of_one_tag_at_the_most",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="correction_newest"),
            models.Index(fields=["article", "-published_at"], name="correction_of_article"),
            models.Index(
                fields=["quote_uuid"],
                condition=Q(quote_uuid__isnull=False),
                name="correction_of_quote",
            ),
            models.Index(
                fields=["entity", "-published_at"],
                condition=Q(entity__isnull=False),
                name="correction_about",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"

    def get_absolute_url(self) -> str:
        return f"{address_of('articles:article', self.article.slug)}#correction-{self.pk}"

    @property
    def about(self) -> UUID | None:
        """The id of the tag that was wrong."""
        return self.quote_uuid or self.mention_uuid
