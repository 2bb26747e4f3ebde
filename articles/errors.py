"""The rules about articles that a request can break."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from newsroom.lib.errors import DomainError

NAMED = 8  # tags named in a message; the others are counted


class InvalidText(DomainError):
    """Text or tags that cannot be stored; the message says what and where, a line each."""

    code = "invalid_text"


class StaleRevision(DomainError):
    """A save from a revision that is no longer the head. Nothing was stored."""

    code = "stale_revision"

    def __init__(self, *, base: int, head: int) -> None:
        super().__init__(
            f"Somebody else saved this article meanwhile: you started from revision {base}, "
            f"it is now at revision {head}. Nothing was stored; your text is kept on this page."
        )
        self.base = base
        self.head = head


@dataclass(frozen=True, slots=True)
class LostTag:
    """A tag of the head that a draft lacks: enough to name it to a person."""

    uuid: UUID
    exact: str
    names: str

    def __str__(self) -> str:
        return f"“{self.exact}” ({self.names})"


class TagsVanished(DomainError):
    """A draft lacks tags that its editor did not say to remove. Nothing was stored."""

    code = "tags_vanished"

    def __init__(self, lost: Sequence[LostTag]) -> None:
        self.lost = tuple(lost)
        named = "; ".join(str(tag) for tag in self.lost[:NAMED])
        rest = f"; and {len(self.lost) - NAMED} more" if len(self.lost) > NAMED else ""
        super().__init__(f"These tags would be lost: {named}{rest}. Confirm that they should go.")


class OpenReviews(DomainError):
    """Tags whose changed words nobody has confirmed: their article is not published."""

    code = "open_reviews"

    def __init__(self, changes: Sequence[str]) -> None:
        named = "; ".join(changes[:NAMED])
        rest = f"; and {len(changes) - NAMED} more" if len(changes) > NAMED else ""
        super().__init__(f"The words of tags have changed, confirm them first: {named}{rest}.")


class InvalidTransition(DomainError):
    """The article is not in a state in which this can be done."""

    code = "invalid_transition"


class SlugTaken(DomainError):
    code = "slug_taken"


class SlugFixed(DomainError):
    """A published article keeps its address."""

    code = "slug_fixed"
