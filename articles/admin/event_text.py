"""Events of an article in words. The audit's own list and its export keep the codes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypeGuard

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _

from articles.admin.revision_summary import in_words
from articles.choices import State
from newsroom.lib.excerpts import excerpts
from newsroom.models import Event, User
from newsroom.verbs import Verb

# In the order in which they are shown; other data of an event follows, by its own name.
DETAILS: Final[Mapping[str, Any]] = {
    "comment": _("comment"),
    "notice": _("notice for readers"),
    "reason": _("reason"),
    "overridden": _("published in spite of"),
    "changed": _("what readers had seen"),
    "no_correction": _("no correction is due"),
    "changes": _("what changed"),
    "text": _("text"),
    "words": _("words"),
    "before": _("before"),
    "after": _("after"),
    "revision": _("revision"),
    "restored": _("restored revision"),
    "at": _("for"),
    "until": _("until"),
    "embargo_lifted": _("lifted embargo of"),
    "held_by": _("held by"),
    "method": _("checked against"),
    "note": _("note"),
    "kind": _("kind"),
    "place": _("place"),
    "field": _("field"),
    "check": _("check"),
}
DATETIMES: Final = ("at", "until", "embargo_lifted", "before", "after")
STATES: Final = ("from", "to")
LONG: Final = 280  # characters of each of two versions
EMPTY: Final[tuple[Any, ...]] = (None, "", False, [], {})


class EventText:
    """An event in words; `people` are the names, by id, of the users in its data."""

    def __init__(self, event: Event, people: Mapping[int, str]) -> None:
        self.event, self.people = event, people
        self.verb = verb_text(event.verb)
        self.moves = _moves(event.data)

    def details(self) -> Iterator[tuple[Any, str]]:
        """Return names and values of the data in words; long texts are cut to what changed."""
        data = with_excerpts(self.event.data)
        for name in [*DETAILS, *(key for key in data if key not in (*DETAILS, *STATES))]:
            value: Any = data.get(name)
            if value not in EMPTY:
                user = self.people.get(value) if name in _user_fields(self.event) else None
                yield DETAILS.get(name, name.replace("_", " ")), user or _in_words(name, value)


def verb_text(code: str) -> Any:
    """Return what the desk reads for the verb of an event. A code of an older version is shown."""
    return Verb(code).label if code in Verb.values else code.replace("-", " ")


def with_excerpts(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data with two versions of a text cut to the parts that differ."""
    shown = dict(data)
    words = shown.get("words")
    if _are_texts(words):
        shown["words"] = list(excerpts(words[0], words[1], LONG))
    before, after = shown.get("before"), shown.get("after")
    if _are_texts([before, after]):
        shown["before"], shown["after"] = excerpts(str(before), str(after), LONG)
    elif isinstance(before, dict) and isinstance(after, dict):
        pairs = {name: _pair(before[name], after.get(name)) for name in before}
        shown["before"], shown["after"] = (
            {name: pair[side] for name, pair in pairs.items() if pair[0] != pair[1]}
            for side in (0, 1)
        )
    return shown


def _are_texts(values: Any) -> TypeGuard[list[str]]:
    return isinstance(values, list) and [type(value) for value in values] == [str, str]


def _pair(old: Any, new: Any) -> tuple[Any, Any]:
    return excerpts(old, new, LONG) if _are_texts([old, new]) else (old, new)


def describe_events(events: Sequence[Event]) -> list[EventText]:
    """Return the events in words. One query for the names of users, none if there are none."""
    ids = {event.data.get(name) for event in events for name in _user_fields(event)} - {None}
    people = {user.pk: str(user) for user in User.objects.filter(pk__in=ids)} if ids else {}
    return [EventText(event, people) for event in events]


def _user_fields(event: Event) -> tuple[str, ...]:
    """Return which of the details are ids of users."""
    return ("before", "after") if event.verb == Verb.ARTICLE_ASSIGNED else ("held_by",)


def _in_words(name: str, value: Any) -> str:
    if name == "changes" and isinstance(value, dict):
        return in_words(value)
    if name in DATETIMES and isinstance(value, str) and (moment := _moment(value)):
        return date_format(timezone.localtime(moment), "j M Y, H:i T")
    if value is True:
        return str(_("yes"))
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _moment(value: str) -> datetime | None:
    """Return the moment that a value states; None for a value that is no moment."""
    try:
        return parse_datetime(value)
    except ValueError:
        return None


def _moves(data: Mapping[str, Any]) -> str:
    states = [str(data.get(name)) for name in STATES]
    if states[0] == states[1] or not all(state in State.values for state in states):
        return ""
    # Arrows are not mirrored where text runs from right to left.
    arrow = " ← " if get_language_bidi() else " → "
    return arrow.join(str(State(state).label) for state in states)
