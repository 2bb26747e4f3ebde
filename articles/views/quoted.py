"""A quote as lists and its own page show it."""

from typing import Any, Final

from articles.languages import direction
from articles.models import Quote
from newsroom.lib.addresses import address_of

OWN: Final = ("pk", "live_at", "uuid", "text", "kind", "role", "cue", "source", "said_on")
SPEAKER: Final = ("speaker__kind", "speaker__name", "speaker__slug")
ARTICLE: Final = (
    "revision__live_of__slug",
    "revision__live_of__language",
    "revision__headline_text",
)
QUOTED: Final = (*OWN, *SPEAKER, *ARTICLE)


class Quoted:
    """A row of the columns `QUOTED`, with its addresses."""

    def __init__(self, row: Any) -> None:
        self.row = row

    @property
    def address(self) -> str:
        return address_of("articles:quote", self.row.uuid)

    @property
    def speaker_address(self) -> str:
        return address_of(f"articles:{self.row.speaker__kind}", self.row.speaker__slug)

    @property
    def place(self) -> str:
        """The quote's words in their article."""
        article = address_of("articles:article", self.row.revision__live_of__slug)
        return f"{article}#q-{self.row.uuid}"

    @property
    def language(self) -> str:
        return str(self.row.revision__live_of__language)

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def kind_in_words(self) -> str:
        return KINDS[self.row.kind]


KINDS: Final = {
    Quote.Kind.DIRECT: "The speaker’s own words",
    Quote.Kind.PARTIAL: "Some of the speaker’s own words, within the newsroom’s sentence",
    Quote.Kind.INDIRECT: "Reported in the newsroom’s words",
}
