"""Export the audit as a file: one line for each event, written while the events are read."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from newsroom.lib.keyset import Keyset
from newsroom.models import Event

BATCH: Final = 1000
NEWEST: Final = Keyset(("pk",), (int,))
IN_TIME: Final = Keyset(("happened_at", "pk"), (datetime, int), is_descending=False)
COLUMNS: Final = (
    "id",
    "happened_at",
    "verb",
    "subject_type",
    "subject_id",
    "actor_id",
    "actor",
    "key",
    "data",
)
# First characters that a spreadsheet reads as a formula (OWASP, "CSV Injection").
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def in_batches(events: "QuerySet[Event]", order: Keyset) -> Iterator[Event]:
    """Yield all events, each once. They are read a thousand at a time, by an index.

    No database cursor is open between the batches, so a slow client keeps no transaction open.
    """
    for batch in order.batches(events.select_related("actor"), size=BATCH):
        yield from batch


def _values(event: Event) -> tuple[Any, ...]:
    actor = event.actor.get_username() if event.actor else ""
    moment = event.happened_at.isoformat()
    subject = (event.subject_type, event.subject_id)
    return event.pk, moment, event.verb, *subject, event.actor_id, actor, event.key, event.data


def write_ndjson(events: Iterable[Event]) -> Iterator[str]:
    """Yield one line of JSON for each event."""
    for event in events:
        yield f"{json.dumps(dict(zip(COLUMNS, _values(event), strict=True)), ensure_ascii=False)}\n"


class _Line:
    """A file for `csv` that returns each line instead of storing it."""

    def write(self, line: str) -> str:
        return line


def write_csv(events: Iterable[Event]) -> Iterator[str]:
    """Yield lines of CSV (RFC 4180) with a heading; `data` is JSON.

    A name of an account or a key that a spreadsheet would read as a formula gets an apostrophe.
    """
    writer = csv.writer(_Line())
    yield writer.writerow(COLUMNS)
    for event in events:
        *plain, actor, key, data = _values(event)
        names = [f"'{name}" if name.startswith(FORMULA) else name for name in (actor, key)]
        yield writer.writerow([*plain, *names, json.dumps(data, ensure_ascii=False)])


@dataclass(frozen=True, slots=True)
class Format:
    """A format of the export: its content type, and the function that writes it."""

    content_type: str
    write: Callable[[Iterable[Event]], Iterator[str]]


FORMATS: Final = {
    "csv": Format("text/csv; charset=utf-8", write_csv),
    "ndjson": Format("application/x-ndjson", write_ndjson),
}
