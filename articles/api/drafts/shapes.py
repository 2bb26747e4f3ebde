"""The shapes of drafts in the API, as they are sent and as they are answered.

The name of a class is the name of its component in the OpenAPI description, which shows the
docstring too.
"""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from articles.choices import Field, State
from articles.choices import QuoteKind as QuoteKinds
from articles.importing.sidecar import SidecarEntity, SidecarMention, SidecarQuote
from articles.publication.renditions.api_shapes import (
    ArticleMention,
    End,
    Exact,
    FieldName,
    QuoteKind,
    Segment,
    Start,
)
from newsroom.lib.json_types import Moment, Url, one_of

Html = Annotated[
    str, Meta(description="HTML; a tag is a span with `data-mention` or `data-quote`.")
]
Slug = Annotated[str, Meta(description="A section's slug.")]
Place = Annotated[Literal["headline", "deck", "body"], one_of(Field)]
Kind = Annotated[Literal["direct", "partial", "indirect"], one_of(QuoteKinds)]
Note = Annotated[str, Meta(description="For colleagues, in the list of revisions.")]


class _Input(Struct, forbid_unknown_fields=True, kw_only=True):
    """What a request says. Members that are left out stay as they are."""


class DraftWords(_Input):
    """What an article says, and where it stands."""

    headline: Html | UnsetType = UNSET
    deck: Html | UnsetType = UNSET
    body: Html | UnsetType = UNSET
    text: str | UnsetType = UNSET
    entities: tuple[SidecarEntity, ...] = ()
    mentions: tuple[SidecarMention, ...] = ()
    quotes: tuple[SidecarQuote, ...] = ()
    byline: str | UnsetType = UNSET
    dateline: str | UnsetType = UNSET
    source: str | UnsetType = UNSET
    note: Note = ""
    section: Slug | UnsetType = UNSET
    language: str | UnsetType = UNSET
    slug: str | UnsetType = UNSET


class DraftInput(DraftWords):
    """A new article.

    Its words are `headline`, `deck` and `body` as HTML with tags; or `text`, plain (line 1 the
    headline, line 2 the deck, then a paragraph a line), with `entities`, `mentions` and `quotes` as
    a sidecar of the import has them.
    """

    source_id: Annotated[str, Meta(description="The supplier's own id of the story.")] = ""


class DraftChange(DraftWords):
    """Changes of an article, in words as a new one has them.

    `removed` are the ids of tags that are to go: without them, a text that lacks a tag is refused.
    """

    removed: tuple[UUID, ...] = ()


class MentionInput(_Input):
    """A mention: who is named by which words. Offsets are of the field's plain text."""

    entity: int
    field: Place
    start: Start
    end: End
    exact: Exact


class MentionChange(_Input):
    """Changes of a mention. Another place needs all of `field`, `start`, `end` and `exact`."""

    entity: int | UnsetType = UNSET
    field: Place | UnsetType = UNSET
    start: Start | UnsetType = UNSET
    end: End | UnsetType = UNSET
    exact: Exact | UnsetType = UNSET


class QuoteInput(_Input):
    """A quote: words, speaker and circumstances. An interrupted one has several segments."""

    speaker: int | None
    kind: Kind
    field: Place
    start: Start
    end: End
    exact: Exact
    segments: tuple[tuple[int, int], ...] = ()
    role: str = ""
    cue: str = ""
    source: str = ""
    said_on: date | None = None


class QuoteChange(_Input):
    """Changes of a quote. Another place needs all of `field`, `start`, `end` and `exact`."""

    speaker: int | UnsetType | None = UNSET
    kind: Kind | UnsetType = UNSET
    field: Place | UnsetType = UNSET
    start: Start | UnsetType = UNSET
    end: End | UnsetType = UNSET
    exact: Exact | UnsetType = UNSET
    segments: tuple[tuple[int, int], ...] | UnsetType = UNSET
    role: str | UnsetType = UNSET
    cue: str | UnsetType = UNSET
    source: str | UnsetType = UNSET
    said_on: date | UnsetType | None = UNSET


class DraftEntity(Struct):
    """A person or organisation that tags of the draft name."""

    id: int
    kind: str
    name: str
    slug: str


class DraftQuote(Struct):
    """A quote of the draft, with its place in the text."""

    id: UUID
    speaker: int | None
    kind: QuoteKind
    text: Annotated[str, Meta(description="The words said, without interruptions.")]
    role: str
    cue: str
    source: str
    said_on: date | None
    field: FieldName
    start: Start
    end: End
    exact: Exact
    segments: list[Segment]


class DraftText(Struct, kw_only=True):
    """A revision: its words, as HTML with tags and plain, and its tags."""

    revision: Annotated[int, Meta(description="Its number, from 1.")]
    headline: Html
    deck: Html
    body: Html
    headline_text: str
    deck_text: str
    body_text: str
    byline: str
    dateline: str
    source: str
    note: str
    saved_at: Moment
    saved_by: str | None
    entities: list[DraftEntity]
    mentions: list[ArticleMention]
    quotes: list[DraftQuote]


class DraftHead(Struct, kw_only=True):
    """An article at the desk, without its text."""

    id: int
    state: Annotated[str, one_of(State)]
    revision: int
    live_revision: Annotated[int | None, Meta(description="Of what readers see, or will.")]
    headline_text: str
    section: Slug
    language: str
    slug: str
    url: Annotated[Url, Meta(description="Of its page, once it is published.")]
    saved_at: Moment
    saved_by: str | None


class Draft(DraftText, kw_only=True):
    """An article's working copy: what it says, and where it is on its way to readers."""

    id: int
    state: Annotated[str, one_of(State)]
    live_revision: Annotated[int | None, Meta(description="Of what readers see, or will.")]
    section: Slug
    language: str
    slug: str
    url: Annotated[Url, Meta(description="Of its page, once it is published.")]
    to_confirm: Annotated[
        list[UUID], Meta(description="Tags whose words have changed: the desk confirms them.")
    ]


class RevisionRow(Struct):
    """A revision in the list of an article's revisions."""

    revision: int
    saved_at: Moment
    saved_by: str | None
    note: str
    headline_text: str


class DraftPage(Struct):
    """A page of the list of drafts, with the addresses of its neighbours."""

    results: list[DraftHead]
    next: Url | None
    previous: Url | None


class RevisionPage(Struct):
    """A page of the list of revisions, with the addresses of its neighbours."""

    results: list[RevisionRow]
    next: Url | None
    previous: Url | None
