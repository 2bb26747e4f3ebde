"""What a check finds, and its level."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.conf import settings


class Level(str, Enum):
    """What must be is not published without, unless somebody who may overrides it, on record."""

    MUST = "must"
    SHOULD = "should"
    OFF = "off"


DEFAULT_LEVELS: Final[Mapping[str, Level]] = {
    "headline": Level.MUST,
    "deck": Level.SHOULD,
    "section": Level.MUST,
    "byline": Level.SHOULD,
    "slug": Level.SHOULD,
    "tag_review": Level.MUST,
    "unchecked_quote": Level.SHOULD,
    "unnamed_speaker": Level.SHOULD,
    "untagged_name": Level.SHOULD,
    "new_person": Level.SHOULD,
    "namesake": Level.SHOULD,
    "contradiction": Level.SHOULD,
    "open_quotation_mark": Level.SHOULD,
    "sensitive": Level.MUST,
    "dead_link": Level.SHOULD,
}

# What one permission overrides; of sensitive people legal decides.
OVERRIDERS: Final[Mapping[str, str]] = {"sensitive": "articles.clear_article"}
OVERRIDER: Final = "articles.override_checks"


def level_of(code: str) -> Level:
    """As the newsroom has set it in CHECK_LEVELS, else the default."""
    return Level(settings.CHECK_LEVELS.get(code, DEFAULT_LEVELS[code]))


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom an article means, by id, as a check asks it; another reason is another question."""

    entity: int
    check: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is amiss, in words, and where.

    `place` is the name of a field of the article's form. In headline, deck and body `start` and
    `end` are code points of its plain text, and `tag` the uuid of the tag that is meant. What asks
    whether somebody is meant has an `identity`, which can be confirmed.
    """

    code: str
    text: str
    place: str
    start: int | None = None
    end: int | None = None
    tag: UUID | None = None
    identity: Identity | None = None

    @property
    def key(self) -> str | None:
        """Return what names a finding that can be confirmed; another reason has another."""
        if self.identity is None:
            return None
        identity = self.identity
        asked = f"{identity.entity} {identity.check} {identity.reason}"
        return sha256(asked.encode()).hexdigest()[:32]

    @property
    def level(self) -> Level:
        return level_of(self.code)

    @property
    def is_must(self) -> bool:
        return self.level is Level.MUST

    @property
    def overrider(self) -> str:
        """The permission to publish in spite of it."""
        return OVERRIDERS.get(self.code, OVERRIDER)

    def as_json(self) -> dict[str, object]:
        """For the API's clients: the level beside it, uuids as text."""
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
    """Return a short text that changes with the findings: a form says by it what it has shown."""
    found = sorted(f"{finding.code} {finding.tag} {finding.text}" for finding in findings)
    return sha256("\n".join(found).encode()).hexdigest()[:16]
