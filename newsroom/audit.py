"""Record events in the audit. An event never changes afterwards."""

from collections.abc import Iterable, Mapping

from newsroom.lib.database.copy import copy_rows
from newsroom.models import Event, User
from newsroom.verbs import Verb

EventData = Mapping[str, object]
Happened = tuple[str, int, EventData]
"""The type and the id of a subject, and the event's data."""


def record_events(verb: Verb, happened: Iterable[Happened], by: User | None) -> None:
    """Record one event for each subject, all with the same verb, in the transaction of the change.

    `by` is None for the system itself; their API key is named, if they act by one. One statement.
    """
    key = by.key.name if by and by.key else ""
    copy_rows(
        Event(verb=verb.value, subject_type=kind, subject_id=pk, actor=by, key=key, data=data)
        for kind, pk, data in happened
    )
