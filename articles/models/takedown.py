from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from newsroom.lib.database.stored_text import StorableText


class Takedown(models.Model):
    """The notice in place of a withdrawn or killed article; deleted when it is published again.

    `notice` is for readers and clients of the API. `reason` is for the newsroom; for a killed
    article it is legal's.
    """

    article = models.OneToOneField(
        "articles.Article", primary_key=True, on_delete=models.CASCADE, related_name="takedown"
    )
    notice = models.CharField(max_length=500)
    reason = models.CharField(max_length=1000, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-made_at", "-article_id"]
        constraints = [
            models.CheckConstraint(condition=~Q(notice=""), name="takedown_has_a_notice"),
            StorableText(fields=["notice", "reason"], name="takedown_text_storable"),
        ]
        indexes = [models.Index(fields=["-made_at", "-article"], name="takedown_newest")]

    def __str__(self) -> str:
        return f"Takedown of article {self.article_id}"
