"""Access to articles at the desk, to see and to write: one rule for a row and for a query."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from articles.choices import REACH_KILLED, SEE_ANY, STORED_STATES, WRITE_ANY, WRITE_OWN, State
from newsroom.models import User

NOT_KILLED = frozenset(STORED_STATES) - {State.KILLED}


@dataclass(frozen=True, slots=True)
class DeskAccess:
    """The articles in these states; with an `owner`, only those that are the user's own."""

    states: frozenset[State]
    owner: User | None = None

    def includes(self, article: Any) -> bool:
        """Return whether an article is among them. No query."""
        is_in_reach = self.owner is None or article.is_own(self.owner)
        return article.state in self.states and is_in_reach

    def condition(self) -> Q:
        """Return the condition by which a query has the same articles."""
        missing = [state for state in STORED_STATES if state not in self.states]
        in_states = ~Q(state__in=missing) if missing else Q()
        if self.owner is None:
            return in_states
        return in_states & (Q(created_by=self.owner.pk) | Q(assigned_to=self.owner.pk))


NOTHING = DeskAccess(frozenset())


def visible_to(user: User) -> DeskAccess:
    """Return what a user sees, working copies included.

    Nobody without the legal right sees an article that was killed.
    """
    states = frozenset(STORED_STATES) if user.has_perm(REACH_KILLED) else NOT_KILLED
    if any(map(user.has_perm, SEE_ANY)):
        return DeskAccess(states)
    return _own_articles(user, states)


def writable_by(user: User | None) -> DeskAccess:
    """Return what a user (None is the system itself) may save: nothing that was killed.

    With the right to their own articles alone, these while they are drafts.
    """
    if user is None or user.has_perm(WRITE_ANY):
        return DeskAccess(NOT_KILLED)
    return _own_articles(user, frozenset({State.DRAFT}))


def _own_articles(user: User, states: frozenset[State]) -> DeskAccess:
    has_own = user.pk is not None and user.has_perm(WRITE_OWN)
    return DeskAccess(states, user) if has_own else NOTHING
