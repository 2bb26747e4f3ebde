from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.choices import Field, QuoteKind
from articles.models.tag import Tag
from newsroom.lib.database.stored_text import StorableText
from newsroom.lib.urls import address_of


class Quote(Tag):
    """Words that somebody said: who, in which role, when. `text` leaves interruptions out.

    `segments` are the [start, end] pairs of the words themselves; an interrupted quote has several.
    """

    Kind = QuoteKind

    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.CASCADE, related_name="quotes", db_index=False
    )
    speaker = models.ForeignKey(
        "entities.Entity",
        null=True,
        on_delete=models.PROTECT,
        related_name="quotes",
        db_index=False,
    )
    segments = models.JSONField()
    kind = models.CharField(_("kind"), max_length=8, choices=QuoteKind.choices)
    text = models.TextField()
    role = models.CharField(
        max_length=200, blank=True, help_text=_("The speaker's role as printed.")
    )
    cue = models.CharField(max_length=80, blank=True)
    source = models.CharField(_("source note"), max_length=300, blank=True)
    said_on = models.DateField(_("said on"), null=True, blank=True)
    search = SearchVectorField(null=True, editable=False)

    class Meta(Tag.Meta):
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        constraints = [
            models.UniqueConstraint(fields=["revision", "uuid"], name="quote_unique_in_revision"),
            models.UniqueConstraint(
                fields=["uuid"], condition=Q(live_at__isnull=False), name="quote_live_once"
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="quote_not_empty"),
            models.CheckConstraint(condition=Q(field__in=Field.values), name="quote_field_known"),
            models.CheckConstraint(condition=Q(kind__in=QuoteKind.values), name="quote_kind_known"),
            StorableText(
                fields=["exact", "text", "role", "cue", "source"],
                json_fields=["segments"],
                name="quote_text_storable",
            ),
        ]
        indexes = [
            models.Index(fields=["speaker", "-live_at", "-id"], name="quote_of_speaker"),
            models.Index(fields=["uuid"], condition=Q(live_at__isnull=True), name="quote_not_live"),
            models.Index(
                fields=["-live_at", "-id"], condition=Q(live_at__isnull=False), name="quote_newest"
            ),
            models.Index(
                fields=["kind", "-live_at", "-id"],
                condition=Q(live_at__isnull=False),
                name="quote_newest_of_kind",
            ),
            models.Index(
                fields=["said_on"], condition=Q(live_at__isnull=False), name="quote_said_on"
            ),
            GinIndex(fields=["search"], name="quote_full_text"),
        ]

    def get_absolute_url(self) -> str:
        return address_of("articles:quote", self.uuid)
