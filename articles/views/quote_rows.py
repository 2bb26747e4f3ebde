"""A quote as lists and its own page show it."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import CharField, F, QuerySet
from django.db.models.functions import Cast, TruncDate
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.languages import direction
from articles.models import Quote
from newsroom.lib.urls import address_of

KINDS: Final = {
    Quote.Kind.DIRECT: "The speaker’s own words",
    Quote.Kind.PARTIAL: "Some of the speaker’s own words, within the newsroom’s sentence",
    Quote.Kind.INDIRECT: "Reported in the newsroom’s words",
}


class Quoted(NamedTuple):
    """A quote with its speaker and article; days are ISO dates, as which JSON has them too."""

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
        """The quote's words in their article."""
        return f"{address_of('articles:article', self.article_slug)}#q-{self.uuid}"

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def kind_in_words(self) -> str:
        return KINDS[Quote.Kind(self.kind)]

    @property
    def speaker(self) -> SafeString:
        """A link to the speaker, and the role as printed."""
        if not self.speaker_name:
            return format_html("Speaker not named{}", self._role)
        return format_html(
            '<a class="{}" href="{}"><bdi>{}</bdi></a>{}',
            self.speaker_kind,
            address_of(f"articles:{self.speaker_kind}", self.speaker_slug),
            self.speaker_name,
            self._role,
        )

    @property
    def _role(self) -> SafeString:
        return format_html(", <bdi>{}</bdi>", self.role) if self.role else SafeString()

    @property
    def said(self) -> SafeString:
        return _time(self.said_on) if self.said_on else SafeString()

    @property
    def published(self) -> SafeString:
        return _time(self.live_on)

    def item(self, *, has_speaker: bool) -> str:
        """The quote as <li>."""
        speaker = f"{self.speaker} · " if has_speaker else ""
        when = f"said on {self.said}" if self.said_on else self.published
        return (
            f'<li class="{self.kind}">\n'
            f'<blockquote lang="{escape(self.language)}" dir="{self.direction}">'
            f'<a href="{escape(self.address)}">{escape(self.text)}</a></blockquote>\n'
            f'<p>{speaker}{when} in <a href="{escape(self.place)}">'
            f"<bdi>{escape(self.headline)}</bdi></a></p>\n</li>\n"
        )


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


def quoted(*keys: str, **quotes: Any) -> "QuerySet[Any, Any]":
    """Public quotes as rows of a `Quoted`'s values, `keys` before them."""
    found = Quote.objects.public().filter(**quotes).annotate(**COLUMNS)
    return found.values_list(*keys, *OF_QUOTE, named=True)


def items(rows: Iterable[Iterable[Any]], *, has_speaker: bool = True) -> SafeString:
    """Rows of a `Quoted`'s values as <li>s, whose texts are escaped.

    Formatted here, and not by `format_html`: a template's loop took five times as long.
    """
    found = (Quoted(*row).item(has_speaker=has_speaker) for row in rows)
    return mark_safe("".join(found))  # noqa: S308 - escaped, see above


@lru_cache(maxsize=1024)
def _time(day: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', day, date_format(date.fromisoformat(day)))
