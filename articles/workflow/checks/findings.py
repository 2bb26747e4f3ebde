"""The findings of checks, and their levels."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from uuid import UUID

from articles.choices import OVERRIDE_CHECKS


class Level(str, Enum):
    """The severity of a finding. A `MUST` stops publication unless somebody overrides it."""

    MUST = "must"
    SHOULD = "should"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Identity:
    """The question of a check whom an article means; with another reason it is another question."""

    entity: int
    check: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of an article in words, and where it is.

    `place` is the name of a field of the article's form. In headline, deck and body `start` and
    `end` are code points of the plain text, and `tag` is the uuid of the tag that is meant. A
    finding that asks whether somebody is meant has an `identity`, which can be confirmed.
    `find_obstacles` sets the `level` and the `overrider`, the permission to publish in spite of it.
    """

    code: str
    text: str
    place: str
    start: int | None = None
    end: int | None = None
    tag: UUID | None = None
    identity: Identity | None = None
    level: Level = Level.SHOULD
    overrider: str = OVERRIDE_CHECKS

    @property
    def key(self) -> str | None:
        """Return a key by which the finding can be confirmed; None if it cannot."""
        if self.identity is None:
            return None
        identity = self.identity
        asked = f"{identity.entity} {identity.check} {identity.reason}"
        return sha256(asked.encode()).hexdigest()[:32]

    @property
    def is_must(self) -> bool:
        return self.level is Level.MUST

    def as_json(self) -> dict[str, object]:
        """Return the finding for JSON: with its level and key, and uuids as text."""
        return {
            "code": self.code,
            "level": self.level.value,
            "text": self.text,
            "place": self.place,
            "start": self.start,
            "end": self.end,
            "tag": str(self.tag) if self.tag else None,
            "key": self.key,
        }


def fingerprint(findings: Iterable[Finding]) -> str:
    """Return a short text that changes with the findings: a form sends the one it has shown."""
    found = sorted(f"{finding.code} {finding.tag} {finding.text}" for finding in findings)
    return sha256("\n".join(found).encode()).hexdigest()[:16]
