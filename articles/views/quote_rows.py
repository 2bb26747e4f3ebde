"""Quotes as lists and the page of a quote show them."""

from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import CharField, F, QuerySet
from django.db.models.functions import Cast, TruncDate

from articles.languages import direction
from articles.models import Quote
from newsroom.lib.urls import address_of

KINDS: Final = {
    Quote.Kind.DIRECT: "The speaker’s own words",
    Quote.Kind.PARTIAL: "Some of the speaker’s own words, within the newsroom’s sentence",
    Quote.Kind.INDIRECT: "Reported in the newsroom’s words",
}


class QuoteRow(NamedTuple):
    """A quote with its speaker and article. Days are ISO dates, as in JSON."""

    uuid: UUID | str
    text: str
    kind: str
    role: str
    cue: str
    source: str
    said_on: str | None
    live_on: str
    speaker_kind: str | None
    speaker_name: str | None
    speaker_slug: str | None
    article_slug: str
    language: str
    headline: str

    @property
    def address(self) -> str:
        return address_of("articles:quote", self.uuid)

    @property
    def place(self) -> str:
        """Return the address of the quote's words in their article."""
        return f"{address_of('articles:article', self.article_slug)}#q-{self.uuid}"

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def kind_in_words(self) -> str:
        return KINDS[Quote.Kind(self.kind)]

    @property
    def speaker_address(self) -> str:
        return address_of(f"articles:{self.speaker_kind}", self.speaker_slug)

    @property
    def said_date(self) -> date | None:
        return date.fromisoformat(self.said_on) if self.said_on else None

    @property
    def published_date(self) -> date:
        return date.fromisoformat(self.live_on)


COLUMNS: Final = {
    "said_day": Cast("said_on", CharField()),
    "live_on": Cast(TruncDate("live_at"), CharField()),
    "speaker_kind": F("speaker__kind"),
    "speaker_name": F("speaker__name"),
    "speaker_slug": F("speaker__slug"),
    "article_slug": F("revision__live_of__slug"),
    "language": F("revision__live_of__language"),
    "headline": F("revision__headline_text"),
}
OF_QUOTE: Final = ("uuid", "text", "kind", "role", "cue", "source", *COLUMNS)


def quote_rows(*keys: str, **quotes: Any) -> "QuerySet[Any, Any]":
    """Return public quotes as rows of a `QuoteRow`'s values, with `keys` before them."""
    found = Quote.objects.public().filter(**quotes).annotate(**COLUMNS)
    return found.values_list(*keys, *OF_QUOTE, named=True)
