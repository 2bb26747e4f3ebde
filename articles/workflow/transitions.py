"""The transitions of an article: who may make each, from where, what it needs and what it does.

A new transition is an entry of `TRANSITIONS`, and nothing else but its effect, unless the audit has
no `Verb` for it. `articles.workflow.execution` makes transitions.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from articles.choices import (
    CLEAR,
    PUBLISH,
    REACH_KILLED,
    REVIEW,
    UNSEEN_STATES,
    WITHDRAW,
    WRITE_ANY,
    WRITE_OWN,
    State,
)
from articles.models import Article
from articles.workflow.effects import (
    Effect,
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
from newsroom.verbs import Verb


@dataclass(frozen=True, slots=True)
class Transition:
    """A way from `sources` to `target` (None: the state stays), open to any of `permissions`.

    `needs` are the names of `TransitionInput` that have to be given, `takes` others that may be.
    `effect` changes the locked article; `verb` is recorded. `label` stands on the button, `done` is
    the message afterwards. With `shows`, readers see the head afterwards: the checks of
    `articles.workflow.checks` have to pass before.
    """

    name: str
    label: Any
    done: Any
    verb: Verb
    sources: frozenset[State]
    target: State | None
    permissions: tuple[str, ...]
    effect: Effect = change_state
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    shows: bool = False

    def is_open_to(self, user: User | None, article: Article) -> bool:
        """Return whether the user (None is the system itself) may ever make it with the article."""
        return user is None or any(
            _holds(user, permission, article) for permission in self.permissions
        )


def _holds(user: User, permission: str, article: Article) -> bool:
    return user.has_perm(permission) and (permission != WRITE_OWN or article.is_own(user))


def _table(*transitions: Transition) -> dict[str, Transition]:
    return {transition.name: transition for transition in transitions}


NOT_PUBLISHED: Final = frozenset({*UNSEEN_STATES, State.SCHEDULED})
WRITERS: Final = (WRITE_OWN, WRITE_ANY)

TRANSITIONS: Final = _table(
    Transition(
        name="submit",
        label=_("Send to review"),
        done=_("Sent to review."),
        verb=Verb.ARTICLE_SUBMITTED,
        sources=frozenset({State.DRAFT}),
        target=State.IN_REVIEW,
        permissions=WRITERS,
    ),
    Transition(
        name="recall",
        label=_("Take back from review"),
        done=_("Taken back from review: it is a draft again."),
        verb=Verb.ARTICLE_RECALLED,
        sources=frozenset({State.IN_REVIEW}),
        target=State.DRAFT,
        permissions=WRITERS,
    ),
    Transition(
        name="return",
        label=_("Send back to its author"),
        done=_("Sent back: it is a draft again."),
        verb=Verb.ARTICLE_RETURNED,
        sources=frozenset({State.IN_REVIEW, State.READY}),
        target=State.DRAFT,
        permissions=(REVIEW,),
        needs=("comment",),
    ),
    Transition(
        name="approve",
        label=_("Pass as ready"),
        done=_("Passed: it is ready to be published."),
        verb=Verb.ARTICLE_APPROVED,
        sources=frozenset({State.DRAFT, State.IN_REVIEW}),
        target=State.READY,
        permissions=(REVIEW,),
    ),
    Transition(
        name="publish",
        label=_("Publish"),
        done=_("Published."),
        verb=Verb.ARTICLE_PUBLISHED,
        sources=NOT_PUBLISHED | {State.PUBLISHED, State.WITHDRAWN},
        target=State.PUBLISHED,
        permissions=(PUBLISH,),
        effect=publish_now,
        takes=("lifts_embargo", "override", "correction", "no_correction"),
        shows=True,
    ),
    Transition(
        name="schedule",
        label=_("Publish at a time"),
        done=_("Scheduled."),
        verb=Verb.ARTICLE_SCHEDULED,
        sources=NOT_PUBLISHED,
        target=State.SCHEDULED,
        permissions=(PUBLISH,),
        effect=schedule,
        needs=("at",),
        takes=("lifts_embargo", "override"),
        shows=True,
    ),
    Transition(
        name="unschedule",
        label=_("Do not publish at its time"),
        done=_("It will not be published by itself: it is ready again."),
        verb=Verb.ARTICLE_UNSCHEDULED,
        sources=frozenset({State.SCHEDULED}),
        target=State.READY,
        permissions=(PUBLISH,),
        effect=unschedule,
    ),
    Transition(
        name="clear",
        label=_("Clear this revision"),
        done=_("Cleared: as it stands now it may be published."),
        verb=Verb.ARTICLE_CLEARED,
        sources=frozenset(State) - {State.KILLED},
        target=None,
        permissions=(CLEAR,),
        effect=clear,
    ),
    Transition(
        name="withdraw",
        label=_("Withdraw from readers"),
        done=_("Withdrawn: readers find the notice in its place."),
        verb=Verb.ARTICLE_WITHDRAWN,
        sources=frozenset({State.PUBLISHED}),
        target=State.WITHDRAWN,
        permissions=(WITHDRAW,),
        effect=withdraw,
        needs=("notice",),
        takes=("reason",),
    ),
    Transition(
        name="kill",
        label=_("Kill for legal reasons"),
        done=_("Killed: nobody without the legal right reaches its text."),
        verb=Verb.ARTICLE_KILLED,
        sources=frozenset(State) - {State.KILLED},
        target=State.KILLED,
        permissions=(REACH_KILLED,),
        effect=kill,
        needs=("reason",),
        takes=("notice",),
    ),
    Transition(
        name="revive",
        label=_("Revive"),
        done=_("Revived: it can be worked on and published again."),
        verb=Verb.ARTICLE_REVIVED,
        sources=frozenset({State.KILLED}),
        target=State.WITHDRAWN,
        permissions=(REACH_KILLED,),
        effect=revive,
        needs=("comment",),
    ),
)
