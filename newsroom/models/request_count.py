"""Counts of requests, by which limits hold over all processes."""

from django.db import models

from newsroom.lib.database.stored_text import StorableText


class RequestCount(models.Model):
    """The requests of somebody in the present window of time; the table is not logged.

    After a crash of the database it is empty, and counting begins again.
    """

    name = models.CharField(max_length=200, primary_key=True)
    window = models.BigIntegerField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [StorableText(fields=["name"], name="request_count_text_storable")]

    def __str__(self) -> str:
        return f"{self.name}: {self.number}"
