"""Whether what is exported may be published, since when, and how a partner is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from articles.choices import State
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
GONE: Final = (State.WITHDRAWN, State.KILLED)


class Caution(NamedTuple):
    """What nobody who handles the file may miss, in capitals, and the rest of the sentence."""

    heading: str
    rest: str


@dataclass(frozen=True, slots=True)
class Mark:
    """`status` is ninjs' pubStatus, `until` the moment before which nobody may publish it.

    What readers see has no cautions.
    """

    status: str
    until: datetime | None = None
    cautions: tuple[Caution, ...] = ()

    @property
    def warning(self) -> str:
        return " ".join(f"{caution.heading} {caution.rest}" for caution in self.cautions)

    def on(self, title: str) -> str:
        """A title for lists of files, which says it too."""
        return ". ".join([*(caution.heading for caution in self.cautions), title])


def mark_of(article: Article, revision: Revision) -> Mark:
    """How a revision of an article has to be marked now."""
    if article.state in GONE:
        notice = Caution(article.state.upper(), f"– {article.takedown.notice}")
        return Mark(CANCELED, cautions=(notice,))
    if revision.pk == article.live_id and not article.is_scheduled:
        return Mark(USABLE)
    until = _closed_until(article)
    return Mark(WITHHELD, until, (*_dated(until), *_unreleased(article, revision)))


def _closed_until(article: Article) -> datetime | None:
    """An article that waits for its time is closed until then, which is after any embargo."""
    if article.is_scheduled:
        return article.published_at
    return article.embargoed_until if article.is_embargoed else None


def _dated(until: datetime | None) -> Iterator[Caution]:
    if until:
        heading = f"EMBARGOED until {in_newsroom_time(until)}"
        yield Caution(heading, f"({exact_instant(until)}): nothing of it may be published before.")


def _unreleased(article: Article, revision: Revision) -> Iterator[Caution]:
    """What no time alone will make public."""
    if article.live is None:
        words = article.current_state.value.replace("_", " ")
        yield Caution(UNRELEASED, f"until it is released. Its state: {words}.")
    elif article.live_id != revision.pk:
        numbers = f"revision {revision.number} is a working copy of {article.live.number}"
        yield Caution(UNRELEASED, f"until it is released: {numbers}.")


def editors_note(snapshot: ArticleSnapshot, mark: Mark) -> str:
    """The warning, and what was corrected: for the desk that receives it."""
    return "\n".join(filter(None, [mark.warning, *map(_correction, snapshot.corrections)]))


def _correction(correction: Correction) -> str:
    kind, at = KINDS_OF_CORRECTION[correction.kind], in_newsroom_time(correction.published_at)
    return f"{kind.upper()} ({at}): {correction.text}"
