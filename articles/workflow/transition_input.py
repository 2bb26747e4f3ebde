"""The input of a transition."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from articles.publication.corrections import Notice


@dataclass(frozen=True, slots=True)
class TransitionInput:
    """The input of a transition; which of it is needed, `articles.workflow.transitions` says.

    `revision` is the number of the revision that the user has on the screen: if another one is the
    head by now, the transition is refused. `correction_about` are the uuids of the tags that the
    correction names (None: all that changed since readers saw the article).
    """

    comment: str = ""
    at: datetime | None = None
    notice: str = ""
    reason: str = ""
    revision: int | None = None
    lifts_embargo: bool = False
    override: str = ""
    correction: Notice | None = None
    correction_about: Sequence[UUID] | None = None
    no_correction: bool = False
