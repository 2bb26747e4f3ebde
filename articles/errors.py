"""The rules about articles that a request can break."""

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
    """Text or tags that cannot be stored; the message says what and where, a line each."""

    code = "invalid_text"


class StaleRevision(Conflict):
    """A save from a revision that is no longer the head. Nothing was stored."""

    code = "stale_revision"

    def __init__(self, *, base: int, head: int) -> None:
        said = _(
            "Somebody else saved this article meanwhile: you started from revision %(base)s, it is "
            "now at revision %(head)s. Nothing was stored; your text is kept on this page."
        )
        super().__init__(said % {"base": base, "head": head})
        self.base = base
        self.head = head


class FindingChanged(Conflict):
    """What is to be confirmed is asked by no check any more."""

    code = "finding_changed"


@dataclass(frozen=True, slots=True)
class LostTag:
    """A tag of the head that a draft lacks: enough to name it to a person."""

    uuid: UUID
    exact: str
    names: str

    def __str__(self) -> str:
        return f"“{self.exact}” ({self.names})"


class TagsVanished(Conflict):
    """A draft lacks tags that its editor did not say to remove. Nothing was stored."""

    code = "tags_vanished"

    def __init__(self, lost: Sequence[LostTag]) -> None:
        self.lost = tuple(lost)
        said = _("These tags would be lost: %s. Confirm that they should go.")
        super().__init__(said % _first_of([str(tag) for tag in self.lost]))


class OpenReviews(Conflict):
    """Tags whose changed words nobody has confirmed: their article is not published."""

    code = "open_reviews"

    def __init__(self, changes: Sequence[str]) -> None:
        said = _("The words of tags have changed, confirm them first: %s.")
        super().__init__(said % _first_of(changes))


def _first_of(names: Sequence[str]) -> str:
    """Some of them, and how many more there are."""
    named = "; ".join(names[:NAMED])
    more = len(names) - NAMED
    if more <= 0:
        return named
    return f"{named}; " + ngettext("and %d more", "and %d more", more) % more


class InvalidTransition(Conflict):
    """The article is not in a state in which this can be done."""

    code = "invalid_transition"


class Incomplete(DomainError):
    """A transition lacks what it needs; `names` are those of `Particulars`."""

    code = "incomplete"

    def __init__(self, message: str, *names: str) -> None:
        super().__init__(message)
        self.names = names

    @property
    def extra(self) -> dict[str, object]:
        faults = [{"name": name, "code": self.code, "detail": self.message} for name in self.names]
        return {"errors": faults}


class ArticleLocked(Conflict):
    """Somebody keeps everybody else from saving and publishing the article."""

    code = "article_locked"

    def __init__(self, *, holder: str, reason: str, until: datetime) -> None:
        moment = f"{timezone.localtime(until):%Y-%m-%d %H:%M %Z}"
        said = _("%(holder)s has locked this article until %(moment)s: %(reason)s")
        super().__init__(said % {"holder": holder, "moment": moment, "reason": reason})


class QuoteChanged(Conflict):
    """The quote is not what somebody has before them."""

    code = "quote_changed"


class WordsChanged(Conflict):
    """The words somebody has before them do not stand where they say."""

    code = "words_changed"


class CorrectionDue(Conflict):
    """What readers have seen changes: somebody has to say whether that needs a correction."""

    code = "correction_due"

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        said = _("Readers have seen it otherwise. Give a correction, or say that none is due.")
        super().__init__(" ".join([said, *self.reasons]))

    @property
    def extra(self) -> dict[str, object]:
        return {"reasons": list(self.reasons)}


class Embargoed(Conflict):
    """It would be before readers while its embargo lasts."""

    code = "embargoed"


class SlugTaken(DomainError):
    """Another article has the slug, or had it: an address leads to one article for good."""

    code = "slug_taken"
