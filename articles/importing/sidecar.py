"""`NAME.tags.json`: the editor's tags for `NAME.txt` as offsets over the file, and its details."""

from datetime import date
from typing import Literal

import msgspec

from articles.importing.errors import UnusableFile
from newsroom.lib.characters import has_nul_in_json
from newsroom.lib.slugs import tidy_slug

Kind = Literal["person", "organisation"]
QuoteKind = Literal["direct", "partial", "indirect"]


class _Strict(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What is not described here is refused, with the place."""


class SidecarAffiliation(_Strict):
    """A person's office: `organisation` is the key of one in the same sidecar."""

    organisation: str
    title: str = ""

    def __post_init__(self) -> None:
        self.organisation = _tidy(self.organisation)


class SidecarEntity(_Strict):
    """`key` is the entity's slug in the newsroom, and so its identity."""

    key: str
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    wikidata_id: str | None = None
    affiliations: tuple[SidecarAffiliation, ...] = ()

    def __post_init__(self) -> None:
        self.key = _tidy(self.key)


class SidecarMention(_Strict):
    """`entity` is a key; `start` and `end` are code points in the text file."""

    entity: str
    start: int
    end: int
    exact: str

    def __post_init__(self) -> None:
        self.entity = _tidy(self.entity)


class SidecarQuote(_Strict):
    """`speaker` is a key, or null. `segments` for a quote that is interrupted."""

    speaker: str | None
    kind: QuoteKind
    start: int
    end: int
    exact: str
    segments: tuple[tuple[int, int], ...] = ()
    role: str = ""
    cue: str = ""
    source: str = ""
    said_on: date | None = None

    def __post_init__(self) -> None:
        if self.speaker is not None:
            self.speaker = _tidy(self.speaker)


class Sidecar(_Strict):
    """All may be left out. `text` and `offsets` are for people who read the file."""

    text: str = ""
    offsets: str = ""
    slug: str = ""
    section: str = ""
    byline: str = ""
    date: str = ""
    language: str = ""
    source: str = ""
    entities: tuple[SidecarEntity, ...] = ()
    mentions: tuple[SidecarMention, ...] = ()
    quotes: tuple[SidecarQuote, ...] = ()

    def __post_init__(self) -> None:
        if self.slug:
            self.slug = _tidy(self.slug)


def _tidy(given: str) -> str:
    """Return a slug in its one form. What no slug can be made of is left, to be refused."""
    return tidy_slug(given) or given


def read_sidecar(content: bytes) -> Sidecar:
    """The sidecar. Raises `UnusableFile`, naming the place, for anything but what is described."""
    if has_nul_in_json(content):
        raise UnusableFile("sidecar: It holds a NUL character.")
    try:
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=Sidecar)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UnusableFile(f"sidecar: {error}.") from error
