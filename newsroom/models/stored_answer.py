"""Answers to requests that a client may send again."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from newsroom.lib.database.stored_text import StorableText

LONGEST_KEY = 200


class StoredAnswer(models.Model):
    """The answer to a request with an Idempotency-Key, for those who send it again.

    It is stored in the transaction of what the request did. `digest` is of method, address and
    body: a key is for one request. `body` is JSON text, "" if there was none.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=LONGEST_KEY)
    digest = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="stored_answer_once_for_a_key"),
            StorableText(
                fields=["key", "body"], json_fields=["headers"], name="stored_answer_text_storable"
            ),
        ]
        indexes = [models.Index(fields=["made_at"], name="stored_answer_by_age")]

    def __str__(self) -> str:
        return f"{self.status} to {self.key}"
