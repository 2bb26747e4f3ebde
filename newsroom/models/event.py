"""What happened to what, by whom: the audit, and the feed of changes."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db import connection, models
from django.db.models import Max
from django.db.models.functions import Now

# One probe of the index a verb: https://wiki.postgresql.org/wiki/Loose_indexscan
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
        """All that has ever happened, in words. One query, which reads no more than it gives."""
        with connection.cursor() as cursor:
            cursor.execute(VERBS)
            return [verb for (verb,) in cursor.fetchall()]

    def newest_at(self, *verbs: str) -> datetime | None:
        """When any of these last happened. One query, a probe of an index a verb."""
        newest = [
            self.filter(verb=verb).order_by("-pk").values_list("happened_at", flat=True)[:1]
            for verb in verbs
        ]
        return max(newest[0].union(*newest[1:]), default=None)

    def newest_of(
        self, subject_type: str, ids: Collection[int], verbs: Collection[str]
    ) -> dict[int, datetime]:
        """When any of these last happened to each subject, if one did. One query."""
        happened = self.filter(subject_type=subject_type, subject_id__in=ids, verb__in=verbs)
        newest = happened.order_by().values_list("subject_id").annotate(Max("happened_at"))
        return dict(newest)


class Event(models.Model):
    """One thing that happened, written in the transaction that made it happen; append-only.

    `subject_type` and `subject_id` name the row it happened to without a foreign key, since an
    event outlives its subject. `data` holds what a reader of the audit needs: ids, counts,
    words of tags; never whole texts.
    """

    verb = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    data = models.JSONField(default=dict)
    happened_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="event_subject"),
            models.Index(fields=["subject_type", "-id"], name="event_kind_of_subject"),
            models.Index(fields=["actor", "-id"], name="event_actor"),
            models.Index(fields=["verb", "-id"], name="event_verb"),
            models.Index(fields=["happened_at", "id"], name="event_in_time"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"
