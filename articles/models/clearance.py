from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from newsroom.lib.database.stored_text import StorableText


class Clearance(models.Model):
    """The permission of legal to publish one revision of an article about sensitive people.

    A later revision needs another.
    """

    revision = models.OneToOneField(
        "articles.Revision", primary_key=True, on_delete=models.CASCADE, related_name="clearance"
    )
    note = models.CharField(max_length=2000, blank=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    cleared_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            StorableText(fields=["note"], name="clearance_text_storable"),
        ]

    def __str__(self) -> str:
        return f"Clearance of revision {self.revision_id}"
