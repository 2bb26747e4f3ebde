"""The life of an article: every transition, who may make it, what it needs, and what it does.

`TRANSITIONS` is the only place that says so. `articles.workflow.execution` makes them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.models.article import WRITE_ANY, WRITE_OWN, State
from articles.publication.corrections import Notice
from articles.workflow.effects import (
    change_state,
    clear,
    kill,
    publish_now,
    revive,
    schedule,
    unschedule,
    withdraw,
)
from newsroom.models import User


@dataclass(frozen=True, slots=True)
class TransitionInput:
    """What somebody gives with a transition.

    `revision` is the number of the revision that they have before them: if another is the head
    by now, what they asked for is not done. `correction_about` are the ids of the tags that the
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


Effect = Callable[[Article, Any, "User | None", Any], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Transition:
    """One way on: from `sources` to `target` (None: it stays), for those with one of `permissions`.

    `needs` are names of `TransitionInput` that have to be given, `takes` others that may be.
    `effect` changes the locked article, and returns what the event `verb` says beside states and
    comment.
    What `shows` is checked before, as `articles.workflow.checks` says.
    """

    name: str
    label: Any
    done: Any
    verb: str
    sources: frozenset[State]
    target: State | None
    permissions: tuple[str, ...]
    effect: Effect = change_state
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    shows: bool = False

    def is_open_to(self, user: User | None, article: Article) -> bool:
        """Whether the user (None is the system itself) may make it with this article at all."""
        return user is None or any(
            _holds(user, permission, article) for permission in self.permissions
        )


def _holds(user: User, permission: str, article: Article) -> bool:
    return user.has_perm(permission) and (permission != WRITE_OWN or article.is_own(user))


def _table(*transitions: Transition) -> dict[str, Transition]:
    return {transition.name: transition for transition in transitions}


UNSEEN: Final = frozenset({State.DRAFT, State.IN_REVIEW, State.READY})
TO_READERS: Final = UNSEEN | {State.SCHEDULED}
WRITERS: Final = (WRITE_OWN, WRITE_ANY)
REVIEWERS: Final = ("articles.review_article",)
PUBLISHERS: Final = ("articles.publish_article",)
WITHDRAWERS: Final = ("articles.withdraw_article",)
LEGAL: Final = ("articles.kill_article",)

TRANSITIONS: Final = _table(
    Transition(
        name="submit",
        label=_("Send to review"),
        done=_("Sent to review."),
        verb="article-submitted",
        sources=frozenset({State.DRAFT}),
        target=State.IN_REVIEW,
        permissions=WRITERS,
    ),
    Transition(
        name="recall",
        label=_("Take back from review"),
        done=_("Taken back from review: it is a draft again."),
        verb="article-recalled",
        sources=frozenset({State.IN_REVIEW}),
        target=State.DRAFT,
        permissions=WRITERS,
    ),
    Transition(
        name="return",
        label=_("Send back to its author"),
        done=_("Sent back: it is a draft again."),
        verb="article-returned",
        sources=frozenset({State.IN_REVIEW, State.READY}),
        target=State.DRAFT,
        permissions=REVIEWERS,
        needs=("comment",),
    ),
    Transition(
        name="approve",
        label=_("Pass as ready"),
        done=_("Passed: it is ready to be published."),
        verb="article-approved",
        sources=frozenset({State.DRAFT, State.IN_REVIEW}),
        target=State.READY,
        permissions=REVIEWERS,
    ),
    Transition(
        name="publish",
        label=_("Publish"),
        done=_("Published."),
        verb="article-published",
        sources=TO_READERS | {State.PUBLISHED, State.WITHDRAWN},
        target=State.PUBLISHED,
        permissions=PUBLISHERS,
        effect=publish_now,
        takes=("lifts_embargo", "override", "correction", "no_correction"),
        shows=True,
    ),
    Transition(
        name="schedule",
        label=_("Publish at a time"),
        done=_("Scheduled."),
        verb="article-scheduled",
        sources=TO_READERS,
        target=State.SCHEDULED,
        permissions=PUBLISHERS,
        effect=schedule,
        needs=("at",),
        takes=("lifts_embargo", "override"),
        shows=True,
    ),
    Transition(
        name="unschedule",
        label=_("Do not publish at its time"),
        done=_("It will not be published by itself: it is ready again."),
        verb="article-unscheduled",
        sources=frozenset({State.SCHEDULED}),
        target=State.READY,
        permissions=PUBLISHERS,
        effect=unschedule,
    ),
    Transition(
        name="clear",
        label=_("Clear this revision"),
        done=_("Cleared: as it stands now it may be published."),
        verb="article-cleared",
        sources=frozenset(State) - {State.KILLED},
        target=None,
        permissions=("articles.clear_article",),
        effect=clear,
    ),
    Transition(
        name="withdraw",
        label=_("Withdraw from readers"),
        done=_("Withdrawn: readers find the notice in its place."),
        verb="article-withdrawn",
        sources=frozenset({State.PUBLISHED}),
        target=State.WITHDRAWN,
        permissions=WITHDRAWERS,
        effect=withdraw,
        needs=("notice",),
        takes=("reason",),
    ),
    Transition(
        name="kill",
        label=_("Kill for legal reasons"),
        done=_("Killed: nobody without the legal right reaches its text."),
        verb="article-killed",
        sources=frozenset(State) - {State.KILLED},
        target=State.KILLED,
        permissions=LEGAL,
        effect=kill,
        needs=("reason",),
        takes=("notice",),
    ),
    Transition(
        name="revive",
        label=_("Revive"),
        done=_("Revived: it can be worked on and published again."),
        verb="article-revived",
        sources=frozenset({State.KILLED}),
        target=State.WITHDRAWN,
        permissions=LEGAL,
        effect=revive,
        needs=("comment",),
    ),
)
