"""The audit: events that say what happened, to what, and who did it."""

from typing import Any, Final

from django.conf import settings
from django.db import connection, models
from django.db.models.functions import Now

from newsroom.lib.database.stored_text import StorableText

# One probe of the index for each verb: https://wiki.postgresql.org/wiki/Loose_indexscan
VERBS: Final = """
    WITH RECURSIVE verbs(verb) AS (
        (SELECT verb FROM newsroom_event ORDER BY verb LIMIT 1)
        UNION ALL
        SELECT (SELECT verb FROM newsroom_event WHERE verb > verbs.verb ORDER BY verb LIMIT 1)
        FROM verbs WHERE verbs.verb IS NOT NULL
    )
    SELECT verb FROM verbs WHERE verb IS NOT NULL
"""


class EventQuerySet(models.QuerySet[Any]):
    def verbs(self) -> list[str]:
        """Return every verb that any event has. One query, an index probe for each verb."""
        with connection.cursor() as cursor:
            cursor.execute(VERBS)
            return [verb for (verb,) in cursor.fetchall()]


class Event(models.Model):
    """Something that happened, stored in the transaction of the change; append-only.

    `verb` is one of `newsroom.verbs.Verb`. `subject_type` and `subject_id` name the row without a
    foreign key: an event stays when its subject is deleted. `key` is the name of the API key by
    which the actor did it, "" without one. `data` has what a reader of the audit
    needs: ids, counts and words of tags, but no full texts. No code reads events to decide
    anything.
    """

    verb = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    key = models.CharField(max_length=80, default="", blank=True)
    data = models.JSONField(default=dict)
    happened_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            StorableText(
                fields=["verb", "subject_type", "key"],
                json_fields=["data"],
                name="event_text_storable",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="event_subject"),
            models.Index(fields=["subject_type", "-id"], name="event_kind_of_subject"),
            models.Index(fields=["actor", "-id"], name="event_actor"),
            models.Index(fields=["verb", "-id"], name="event_verb"),
            models.Index(fields=["happened_at", "id"], name="event_in_time"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"
