"""The shapes of an article in the API: they make its JSON and describe it to clients.

The name of a class is the name of its component in the OpenAPI description, which shows the
docstring too.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from articles.choices import Field
from articles.models import Correction, Quote
from entities.models import Entity
from newsroom.lib.json_types import Count, Moment, Url, one_of

EntityKind = Annotated[str, one_of(Entity.Kind)]
QuoteKind = Annotated[str, one_of(Quote.Kind)]

FieldName = Annotated[str, one_of(Field)]
Start = Annotated[
    int, Meta(ge=0, description="In code points of `headline`, `deck` or `body_text`, from 0.")
]
End = Annotated[int, Meta(ge=1, description="Not included.")]
Exact = Annotated[str, Meta(description="The text from `start` to `end`.")]
Segment = Annotated[list[int], Meta(min_length=2, max_length=2)]


class ArticleSection(Struct):
    name: str
    slug: str
    url: Url


class Cast(Struct):
    """A person or organisation in an article, and how often it is named and quoted there."""

    id: int
    name: str
    slug: str
    url: Url
    mention_count: Count
    quote_count: Count


class ArticleSpeaker(Struct):
    id: int
    name: str
    slug: str
    url: Url
    kind: EntityKind


class ListedQuote(Struct):
    """A quote as lists of articles show it: without the text, no offsets into it."""

    id: UUID
    url: Url
    speaker: ArticleSpeaker | None
    role: str
    kind: QuoteKind
    text: Annotated[str, Meta(description="The words said, without interruptions.")]
    cue: str
    source: str
    said_on: date | None


class ArticleQuote(ListedQuote):
    """A quote with its place in the text; one that is interrupted has several segments."""

    field: FieldName
    start: Start
    end: End
    exact: Exact
    segments: list[Segment]


class ArticleMention(Struct):
    id: UUID
    entity: int
    field: FieldName
    start: Start
    end: End
    exact: Exact


class ArticleCorrection(Struct):
    """A public notice about what the article said.

    `quotes` and `mentions` are the tags that were wrong. The article need not have them any more.
    """

    id: int
    kind: Annotated[str, one_of(Correction.Kind)]
    text: str
    published_at: Moment
    quotes: list[UUID]
    mentions: list[UUID]


class ArticleHead(Struct, kw_only=True):
    """The fields of an article in lists and in its own resource alike."""

    id: int
    url: Url
    slug: str
    headline: str
    deck: str
    language: str
    section: ArticleSection
    byline: str
    dateline: Annotated[
        str, Meta(description="Where it was written, as printed, such as “BEIRUT (AP)”.")
    ]
    source: str
    published_at: Moment
    updated_at: Annotated[
        Moment,
        Meta(
            description="When readers were last shown something new in it: words, details, "
            "a correction."
        ),
    ]
    changed_at: Annotated[
        Moment,
        Meta(description="When anything that this says last changed, names and merges included."),
    ]
    people: list[Cast]
    organisations: list[Cast]
    corrections: list[ArticleCorrection]


class ListedArticle(ArticleHead, kw_only=True):
    """An article as lists show it."""

    # The last member of what is stored: `full_detail` cuts it off.
    quotes: list[ListedQuote]
    snippet: Annotated[
        str | UnsetType,
        Meta(
            description="With `q` only: the passage found, as HTML with `<mark>` around the words."
        ),
    ] = UNSET


class ArticleTags(Struct):
    """The members of an `Article` that only its own resource has, but for its text."""

    quotes: list[ArticleQuote]
    mentions: list[ArticleMention]


class Article(ArticleHead, kw_only=True):
    """An article with its text."""

    # `full_detail` joins these and the head in this order.
    body_html: str
    body_text: str
    quotes: list[ArticleQuote]
    mentions: list[ArticleMention]
