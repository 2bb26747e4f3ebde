"""Rows that the database lets nobody change."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import TestCase

from articles.models import (
    Revision,
)
from newsroom.models import Event
from tests.constraints.violations import change
from tests.factories import (
    draft_article,
)


class AppendOnly(TestCase):
    @contextmanager
    def refused(self, words: str) -> Iterator[None]:
        with pytest.raises(IntegrityError, match=words), transaction.atomic():
            yield

    def test_revision_is_never_changed(self):
        head = draft_article().head
        for values in ({"body": "<p>Other.</p>"}, {"note": "x"}, {"number": 2}):
            with self.refused("A revision is never changed"):
                change(head, **values)
        assert Revision.objects.get().body == head.body

    def test_event_is_never_changed_or_removed(self):
        draft_article()
        event = Event.objects.first()
        with self.refused("Events are only ever added"):
            change(event, verb="other")
        with self.refused("Events are only ever added"):
            Event.objects.filter(pk=event.pk).delete()
        with self.refused("Events are only ever added"), connection.cursor() as cursor:
            cursor.execute("DELETE FROM newsroom_event")
