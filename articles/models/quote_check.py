from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.choices import CheckMethod
from newsroom.lib.database.stored_text import StorableText


class QuoteCheck(models.Model):
    """Somebody has compared a quote with what was said.

    It belongs to the exact words and the speaker, not to the tag: if one of them changes, the quote
    is unchecked without any further code. `TagQuerySet.checked` joins them.
    """

    Method = CheckMethod

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="quote_checks"
    )
    quote_uuid = models.UUIDField()
    text = models.TextField()
    speaker = models.ForeignKey(
        "entities.Entity",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    method = models.CharField(_("checked against"), max_length=10, choices=CheckMethod.choices)
    note = models.CharField(max_length=500, blank=True)
    link = models.URLField(max_length=500, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-checked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(method__in=CheckMethod.values),
                name="quote_check_method_known",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="quote_check_has_words"),
            StorableText(fields=["text", "note", "link"], name="quote_check_text_storable"),
        ]
        indexes = [models.Index(fields=["quote_uuid"], name="quote_check_of_quote")]

    def __str__(self) -> str:
        return f"“{self.text}”, checked against {self.get_method_display()}"
