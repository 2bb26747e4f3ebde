"""Marks that tell a partner whether an export may be published, and from when on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from articles.choices import TAKEN_DOWN_STATES
from articles.models import Article, Correction, Revision
from articles.publication.renditions.dates_and_counts import (
    KINDS_OF_CORRECTION,
    exact_instant,
    in_newsroom_time,
)
from articles.publication.renditions.snapshot import ArticleSnapshot

USABLE: Final = "usable"
WITHHELD: Final = "withheld"
CANCELED: Final = "canceled"
UNRELEASED: Final = "NOT FOR PUBLICATION"


class Caution(NamedTuple):
    """A warning for people: a heading in capitals, and the rest of the sentence."""

    heading: str
    rest: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The permitted use of an export. A public article has no cautions.

    `status` is the pubStatus of ninjs; nobody may publish before `until`.
    """

    status: str
    until: datetime | None = None
    cautions: tuple[Caution, ...] = ()

    @property
    def warning(self) -> str:
        return " ".join(f"{caution.heading} {caution.rest}" for caution in self.cautions)

    def on(self, title: str) -> str:
        """Return a title for lists of files that begins with the headings of the cautions."""
        return ". ".join([*(caution.heading for caution in self.cautions), title])


def mark_of(article: Article, revision: Revision) -> Mark:
    """Return the mark that a revision of an article has now."""
    if article.state in TAKEN_DOWN_STATES:
        notice = Caution(article.state.upper(), f"– {article.takedown.notice}")
        return Mark(CANCELED, cautions=(notice,))
    if revision.pk == article.live_id and not article.is_scheduled:
        return Mark(USABLE)
    until = _closed_until(article)
    return Mark(WITHHELD, until, (*_embargo_cautions(until), *_release_cautions(article, revision)))


def _closed_until(article: Article) -> datetime | None:
    """Return the time of publication if scheduled, which is after any embargo, else the embargo."""
    if article.is_scheduled:
        return article.published_at
    return article.embargoed_until if article.is_embargoed else None


def _embargo_cautions(until: datetime | None) -> Iterator[Caution]:
    if until:
        heading = f"EMBARGOED until {in_newsroom_time(until)}"
        yield Caution(heading, f"({exact_instant(until)}): nothing of it may be published before.")


def _release_cautions(article: Article, revision: Revision) -> Iterator[Caution]:
    """Yield the caution for a text that no time alone makes public."""
    if article.live is None:
        words = article.current_state.value.replace("_", " ")
        yield Caution(UNRELEASED, f"until it is released. Its state: {words}.")
    elif article.live_id != revision.pk:
        numbers = f"revision {revision.number} is a working copy of {article.live.number}"
        yield Caution(UNRELEASED, f"until it is released: {numbers}.")


def editors_note(snapshot: ArticleSnapshot, mark: Mark) -> str:
    """Return the warning and the corrections, for the desk that receives the article."""
    return "\n".join(filter(None, [mark.warning, *map(_correction, snapshot.corrections)]))


def _correction(correction: Correction) -> str:
    kind, at = KINDS_OF_CORRECTION[correction.kind], in_newsroom_time(correction.published_at)
    return f"{kind.upper()} ({at}): {correction.text}"
