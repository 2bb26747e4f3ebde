"""Sidecars, `NAME.tags.json`: tags for `NAME.txt` with offsets in the file, and its details."""

from datetime import date
from typing import Literal

import msgspec

from articles.importing.encodings import is_encoding
from articles.importing.errors import UnusableFile
from articles.importing.reading import Reading
from newsroom.lib.characters import describe_refused_in
from newsroom.lib.slugs import tidy_slug
from newsroom.lib.text import one_line

Kind = Literal["person", "organisation"]
QuoteKind = Literal["direct", "partial", "indirect"]


class _Strict(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A structure that refuses unknown fields, and names the place."""


class SidecarAffiliation(_Strict):
    """A person's office: `organisation` is the key of one in the same sidecar."""

    organisation: str
    title: str = ""

    def __post_init__(self) -> None:
        self.organisation = _tidy(self.organisation)


class SidecarEntity(_Strict):
    """An entity. `key` is the slug in the newsroom, and so the identity."""

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
    """A mention. `entity` is a key; `start` and `end` are code points in the text file."""

    entity: str
    start: int
    end: int
    exact: str

    def __post_init__(self) -> None:
        self.entity = _tidy(self.entity)


class SidecarQuote(_Strict):
    """A quote. `speaker` is a key or null; an interrupted quote has `segments`."""

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
    """A sidecar. Each field is optional. `text` and `offsets` are for people who read the file."""

    text: str = ""
    offsets: str = ""
    slug: str = ""
    source_id: str = ""
    section: str = ""
    byline: str = ""
    dateline: str = ""
    date: str = ""
    language: str = ""
    source: str = ""
    encoding: str = ""
    no_deck: bool | None = None
    join_lines: bool | None = None
    wire: bool | None = None
    entities: tuple[SidecarEntity, ...] = ()
    mentions: tuple[SidecarMention, ...] = ()
    quotes: tuple[SidecarQuote, ...] = ()

    def __post_init__(self) -> None:
        if self.slug:
            self.slug = _tidy(self.slug)
        self.source_id = one_line(self.source_id)

    @property
    def reading(self) -> Reading:
        """Return the way in which the sidecar wants its file to be read."""
        return Reading(self.encoding, self.no_deck, self.join_lines, self.wire)


def _tidy(slug: str) -> str:
    """Return a slug in normal form; a text that cannot be a slug is returned, to be refused."""
    return tidy_slug(slug) or slug


def read_sidecar(content: bytes) -> Sidecar:
    """Parse a sidecar. Raises `UnusableFile` with the place of the first error."""
    if not content:
        raise UnusableFile("sidecar: It is empty. Delete it if there are no tags.")
    try:
        value = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
        if fault := describe_refused_in(value):
            raise UnusableFile(f"sidecar: {fault}.")
        sidecar = msgspec.convert(value, type=Sidecar)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UnusableFile(f"sidecar: {error}.") from error
    if sidecar.encoding and not is_encoding(sidecar.encoding):
        raise UnusableFile(f"sidecar: There is no encoding “{sidecar.encoding}”.")
    return sidecar
