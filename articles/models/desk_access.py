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

    Nobody without the legal right sees an article that was killed. An API key that sees drafts sees
    what its owner does, though it may not write.
    """
    if not user.is_authenticated or (user.key and not user.key.sees_drafts):
        return NOTHING
    states = frozenset(STORED_STATES) if user.holds(REACH_KILLED) else NOT_KILLED
    if any(map(user.holds, SEE_ANY)):
        return DeskAccess(states)
    return DeskAccess(states, user) if user.holds(WRITE_OWN) else NOTHING


def writable_by(user: User | None) -> DeskAccess:
    """Return what a user (None is the system itself) may save: nothing that was killed.

    With the right to their own articles alone, these while they are drafts.
    """
    if user is None or user.has_perm(WRITE_ANY):
        return DeskAccess(NOT_KILLED)
    return DeskAccess(frozenset({State.DRAFT}), user) if user.has_perm(WRITE_OWN) else NOTHING
