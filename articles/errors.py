"""Errors about articles, for requests that break a rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.lib.errors import Conflict, DomainError

NAMED = 8  # tags named in a message; the others are counted


class InvalidText(DomainError):
    """Text or tags cannot be stored; the message names each fault and its place on a line."""

    code = "invalid_text"


class StaleRevision(Conflict):
    """The save is based on a revision that is no longer the head. Nothing was stored."""

    code = "stale_revision"

    def __init__(self, *, base: int, head: int) -> None:
        message = _(
            "Somebody else saved this article meanwhile: you started from revision %(base)s, it is "
            "now at revision %(head)s. Nothing was stored; your text is kept on this page."
        )
        super().__init__(message % {"base": base, "head": head})
        self.base = base
        self.head = head


class FindingChanged(Conflict):
    """No check asks any more for what is to be confirmed."""

    code = "finding_changed"


@dataclass(frozen=True, slots=True)
class LostTag:
    """A tag of the head that is missing in a draft, with what names it to a person."""

    uuid: UUID
    exact: str
    names: str

    def __str__(self) -> str:
        return f"“{self.exact}” ({self.names})"


class TagsVanished(Conflict):
    """A draft lacks tags that its editor did not remove knowingly. Nothing was stored."""

    code = "tags_vanished"

    def __init__(self, lost: Sequence[LostTag]) -> None:
        self.lost = tuple(lost)
        message = _("These tags would be lost: %s. Confirm that they should go.")
        super().__init__(message % _first_of([str(tag) for tag in self.lost]))

    @property
    def extra(self) -> dict[str, object]:
        lost = [{"id": str(tag.uuid), "exact": tag.exact, "names": tag.names} for tag in self.lost]
        return {"lost": lost}


class OpenReviews(Conflict):
    """The words of tags have changed and nobody has confirmed them: nothing is published."""

    code = "open_reviews"

    def __init__(self, changes: Sequence[str]) -> None:
        message = _("The words of tags have changed, confirm them first: %s.")
        super().__init__(message % _first_of(changes))


def _first_of(names: Sequence[str]) -> str:
    """Return the first of the names as text, and how many more there are."""
    named = "; ".join(names[:NAMED])
    more = len(names) - NAMED
    if more <= 0:
        return named
    return f"{named}; " + ngettext("and %d more", "and %d more", more) % more


class InvalidTransition(Conflict):
    """The article is in a state in which this is impossible."""

    code = "invalid_transition"


class Incomplete(DomainError):
    """Something that is needed is missing or invalid; `names` are the names of the inputs."""

    code = "incomplete"

    def __init__(self, message: str, *names: str) -> None:
        super().__init__(message)
        self.names = names

    @property
    def extra(self) -> dict[str, object]:
        faults = [{"name": name, "code": self.code, "detail": self.message} for name in self.names]
        return {"errors": faults}


class ArticleLocked(Conflict):
    """Somebody else has locked the article: it cannot be saved or published."""

    code = "article_locked"

    def __init__(self, *, holder: str, reason: str, until: datetime) -> None:
        moment = f"{timezone.localtime(until):%Y-%m-%d %H:%M %Z}"
        message = _("%(holder)s has locked this article until %(moment)s: %(reason)s")
        super().__init__(message % {"holder": holder, "moment": moment, "reason": reason})


class QuoteChanged(Conflict):
    """The quote has changed since the user saw it."""

    code = "quote_changed"


class WordsChanged(Conflict):
    """Other words stand at the place that the user saw; `found` are those, where it is known."""

    code = "words_changed"

    def __init__(self, message: str, found: str | None = None) -> None:
        super().__init__(message)
        self.found = found

    @property
    def extra(self) -> dict[str, object]:
        return {} if self.found is None else {"found": self.found}


class NoSuchTag(Conflict):
    """The article's working copy has no tag of this id."""

    code = "no_such_tag"


class SourceIdTaken(Conflict):
    """Another article has been made of the story with this id of the supplier.

    `article_id` is None for somebody who may not see it.
    """

    code = "source_id_taken"

    def __init__(self, article_id: int | None) -> None:
        self.article_id = article_id
        named = _("The article %d was made of this story.")
        unnamed = _("Another article was made of this story.")
        super().__init__(named % article_id if article_id else unnamed)

    @property
    def extra(self) -> dict[str, object]:
        return {"article": self.article_id} if self.article_id else {}


class CorrectionDue(Conflict):
    """Readers will see a change: give a correction, or say that none is due."""

    code = "correction_due"

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        message = _("Readers have seen it otherwise. Give a correction, or say that none is due.")
        super().__init__(" ".join([message, *self.reasons]))

    @property
    def extra(self) -> dict[str, object]:
        return {"reasons": list(self.reasons)}


class Embargoed(Conflict):
    """Readers would see the article before its embargo ends."""

    code = "embargoed"


class InvalidSlug(InvalidText):
    """A slug that cannot be part of an address."""


class SlugTaken(DomainError):
    """Another article has the slug, or had it: an address stays with its article for good."""

    code = "slug_taken"
