"""The index of known names in the memory of this process, and its refresh.

It is built at the first use. A later use reads, at most every `REFRESH_SECONDS`, the names that
have changed since: one query by an index. They are kept in a second, small index, which counts
before the first; when that has grown too large, both are built again.
"""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from articles.models import AliasTally
from articles.suggestions.engine.contradictions import EntityDescription
from articles.suggestions.engine.matching import Entity, EntityIndex, Match
from entities.services.names_index import Named, descriptions_of, iter_named, names_changed_since
from newsroom.lib.database.transactions import oldest_running

REFRESH_SECONDS: Final = 20.0
MOST_CHANGED: Final = 3000


@dataclass(frozen=True, slots=True)
class KnownNames:
    """All names at one time. The entities in `outdated` are read from `changed` alone."""

    base: EntityIndex
    changed: EntityIndex
    outdated: frozenset[int]
    unwanted: frozenset[tuple[int, str]]
    until: int

    def find(self, text: str) -> list[Match]:
        """Return every known name in the text, in order."""
        found = [*self.base.find(text, self.outdated), *self.changed.find(text)]
        return sorted(found, key=lambda match: (match.start, -match.end))


class _Memory:
    """The index of a process, shared by its threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._names: KnownNames | None = None
        self._asked_at = 0.0

    def current(self) -> KnownNames:
        with self._lock:
            if self._names is None:
                self._names = _read_all()
            elif time.monotonic() - self._asked_at >= REFRESH_SECONDS:
                self._names = _read_changes(self._names)
            else:
                return self._names
            self._asked_at = time.monotonic()
            return self._names

    def forget(self) -> None:
        with self._lock:
            self._names = None


def _read_all() -> KnownNames:
    until = oldest_running()
    base = EntityIndex(map(_make_entity, iter_named()))
    return KnownNames(base, EntityIndex(()), frozenset(), _read_unwanted(), until)


def _read_changes(names: KnownNames) -> KnownNames:
    """Read again all that has changed since the first index was built; that is little."""
    changes = names_changed_since(names.until)
    if len(changes.ids) > MOST_CHANGED:
        return _read_all()
    changed = EntityIndex(map(_make_entity, changes.standing))
    return KnownNames(names.base, changed, changes.ids, _read_unwanted(), names.until)


def _make_entity(named: Named) -> Entity:
    return Entity(named.id, named.kind, named.name, named.aliases)


def _read_unwanted() -> frozenset[tuple[int, str]]:
    pairs: Iterable[tuple[int, str]] = AliasTally.objects.filter(is_unwanted=True).values_list(
        "entity_id", "words"
    )
    return frozenset(pairs)


def describe(ids: Iterable[int]) -> dict[int, EntityDescription]:
    """Return descriptions, aliases and offices of the people among `ids`, by id. One query."""
    return {
        row.id: EntityDescription(row.id, row.description, row.aliases, row.offices)
        for row in descriptions_of(ids)
    }


_memory = _Memory()
known_names_now = _memory.current
forget_known_names = _memory.forget
