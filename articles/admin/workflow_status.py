"""The state of an article as its page in the admin shows it."""

from datetime import timedelta
from functools import cached_property
from typing import Final

from django.utils import timezone

from articles.admin.event_text import EventText
from articles.admin.workflow_forms import AssignmentForm, EmbargoForm, LockForm, zone_name
from articles.choices import BREAK_LOCK, UNSEEN_STATES, State
from articles.collaboration.edit_locks import lock_of
from articles.exporting.formats import FORMATS
from articles.models import Article, EditLock
from articles.workflow.assignment import may_assign
from articles.workflow.checks.checks import find_obstacles
from articles.workflow.checks.findings import Finding
from articles.workflow.execution import TransitionChoice, transition_choices
from articles.workflow.identity_confirmations import may_confirm_identities
from articles.workflow.transitions import TRANSITIONS
from newsroom.models import Event, User
from newsroom.verbs import Verb

SENT_ON: Final = [*(transition.verb for transition in TRANSITIONS.values()), Verb.ARTICLE_ASSIGNED]


class WorkflowStatus:
    """The state of an article, and what the user may do with it now, or why not."""

    def __init__(self, article: Article, user: User) -> None:
        self.article, self.user = article, user
        self.zone = zone_name()

    @cached_property
    def _choices(self) -> list[TransitionChoice]:
        return transition_choices(self.article, self.user)

    @property
    def possible(self) -> list[TransitionChoice]:
        return [choice for choice in self._choices if not choice.refusal]

    @property
    def impossible(self) -> list[TransitionChoice]:
        return [choice for choice in self._choices if choice.refusal]

    @property
    def immediate(self) -> list[TransitionChoice]:
        """Return the transitions that ask for nothing; "clear" only where legal has to clear."""
        return [
            choice
            for choice in self.possible
            if not choice.transition.needs
            and (choice.transition.name != "clear" or self.is_sensitive)
        ]

    @property
    def is_sensitive(self) -> bool:
        return any(finding.code == "sensitive" for finding in self.findings)

    @property
    def with_form(self) -> list[TransitionChoice]:
        return [choice for choice in self.possible if choice.transition.needs]

    @cached_property
    def findings(self) -> list[Finding]:
        """Return what the checks before publishing find; nothing if the text is live already."""
        if self.article.live_id == self.article.head_id:
            return []
        return find_obstacles(self.article)

    @cached_property
    def last_comment(self) -> EventText | None:
        """Return the newest transition or assignment with a comment; none of a public article."""
        if self.article.current_state not in UNSEEN_STATES:
            return None
        events = Event.objects.filter(
            subject_type="article", subject_id=self.article.pk, verb__in=SENT_ON
        ).exclude(data__comment="")
        event = events.select_related("actor").first()
        return EventText(event, {}) if event else None

    @property
    def musts(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_must]

    @property
    def may_confirm(self) -> bool:
        return may_confirm_identities(self.user, self.article)

    @property
    def may_assign(self) -> bool:
        return may_assign(self.user, self.article)

    @property
    def export_formats(self) -> list[str]:
        return list(FORMATS)

    @property
    def has_two_exports(self) -> bool:
        """Return whether the working copy is exported only when asked for."""
        return self.article.has_unpublished_changes or self.article.state == State.WITHDRAWN

    @property
    def may_write(self) -> bool:
        return self.article.is_writable_by(self.user)

    @property
    def lock(self) -> EditLock | None:
        lock = lock_of(self.article)
        return lock if lock and not lock.is_over else None

    @property
    def is_kept_out(self) -> bool:
        return self.lock is not None and self.lock.keeps_out(self.user)

    @property
    def may_unlock(self) -> bool:
        return not self.is_kept_out or self.user.has_perm(BREAK_LOCK)

    @property
    def lock_form(self) -> LockForm:
        soon = timezone.now() + timedelta(hours=2)
        return LockForm(initial={"until": soon}, auto_id="lock_%s")

    @property
    def assignment_form(self) -> AssignmentForm:
        return AssignmentForm(initial={"to": self.article.assigned_to_id}, auto_id="assign_%s")

    @property
    def embargo_form(self) -> EmbargoForm:
        return EmbargoForm(initial={"until": self.article.embargoed_until}, auto_id="embargo_%s")

    @property
    def may_embargo(self) -> bool:
        return self.may_write and self.article.current_state != State.PUBLISHED
