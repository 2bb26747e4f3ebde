"""The index of known names in this process's memory, and how it learns of changes.

Built at its first use. From then on a reading asks, at most every `REFRESH_SECONDS`, what has
changed since: one query by an index. What has changed is kept in a second, small index before the
first; when that has grown, both are made anew.
"""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from articles.models import AliasTally
from articles.suggestions.engine.contradictions import Described
from articles.suggestions.engine.matching import Entity, EntityIndex, Match
from entities.services.names_index import Named, descriptions_of, iter_named, names_changed_since
from newsroom.lib.database.transactions import oldest_running

REFRESH_SECONDS: Final = 20.0
MOST_CHANGED: Final = 3000


@dataclass(frozen=True, slots=True)
class KnownNames:
    """All names as they stood at one time."""

    base: EntityIndex
    changed: EntityIndex
    outdated: frozenset[int]
    unwanted: frozenset[tuple[int, str]]
    until: int

    def find(self, text: str) -> list[Match]:
        """Every known name in the text, in order."""
        found = [*self.base.find(text, self.outdated), *self.changed.find(text)]
        return sorted(found, key=lambda match: (match.start, -match.end))


class _Memory:
    """One for each process; its threads share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._names: KnownNames | None = None
        self._asked_at = 0.0

    def current(self) -> KnownNames:
        with self._lock:
            if self._names is None:
                self._names = _read_all()
            elif time.monotonic() - self._asked_at >= REFRESH_SECONDS:
                self._names = _brought_up_to_date(self._names)
            else:
                return self._names
            self._asked_at = time.monotonic()
            return self._names

    def forget(self) -> None:
        with self._lock:
            self._names = None


def _read_all() -> KnownNames:
    until = oldest_running()
    base = EntityIndex(map(_entity, iter_named()))
    return KnownNames(base, EntityIndex(()), frozenset(), _unwanted(), until)


def _brought_up_to_date(names: KnownNames) -> KnownNames:
    """Reads again all that has changed since the first index was made: it is little."""
    changes = names_changed_since(names.until)
    if len(changes.ids) > MOST_CHANGED:
        return _read_all()
    changed = EntityIndex(map(_entity, changes.standing))
    return KnownNames(names.base, changed, changes.ids, _unwanted(), names.until)


def _entity(named: Named) -> Entity:
    return Entity(named.id, named.kind, named.name, named.aliases)


def _unwanted() -> frozenset[tuple[int, str]]:
    pairs: Iterable[tuple[int, str]] = AliasTally.objects.filter(is_unwanted=True).values_list(
        "entity_id", "words"
    )
    return frozenset(pairs)


def describe(ids: Iterable[int]) -> dict[int, Described]:
    """What is known of the people among these beside their names, by their ids. One query."""
    return {
        it.id: Described(it.id, it.description, it.aliases, it.offices)
        for it in descriptions_of(ids)
    }


_memory = _Memory()
known_names_now = _memory.current
forget_known_names = _memory.forget
