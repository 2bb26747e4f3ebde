"""Making transitions: the one function that the admin, the API and commands call."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from articles.audit import record_event
from articles.choices import State
from articles.collaboration.edit_locks import refuse_locked
from articles.errors import (
    ArticleLocked,
    CorrectionDue,
    Incomplete,
    InvalidTransition,
    StaleRevision,
)
from articles.locks import lock_article
from articles.models import Article
from articles.publication.corrections import publish_correction
from articles.publication.required_corrections import changed_tags, reasons_to_correct
from articles.workflow.checks.checks import find_obstacles
from articles.workflow.checks.errors import NotReady
from articles.workflow.transition_input import TransitionInput
from articles.workflow.transitions import TRANSITIONS, Transition
from newsroom.lib.errors import DomainError, NotAllowed
from newsroom.models import User

MAX_CHARACTERS = {"comment": 2000, "notice": 500, "reason": 1000, "override": 1000}


@dataclass(frozen=True, slots=True)
class TransitionResult:
    """An article after a transition, and the message for whoever made it."""

    article: Article
    message: Any


@dataclass(frozen=True, slots=True)
class TransitionChoice:
    """A transition that is offered; `refusal` says why the user cannot make it now."""

    transition: Transition
    refusal: str = ""


def find_transition(name: str) -> Transition:
    """Return the transition of a name. Raises `InvalidTransition` if there is none."""
    try:
        return TRANSITIONS[name]
    except KeyError as error:
        names = ", ".join(TRANSITIONS)
        raise InvalidTransition(_("There is no such transition. There are: %s.") % names) from error


@transaction.atomic
def transition_article(
    *,
    article_id: int,
    transition: str,
    by: User | None,
    details: TransitionInput = TransitionInput(),  # noqa: B008 - frozen
) -> TransitionResult:
    """Make a transition, and record it. Locks the article's row.

    `by` is None for the system itself, which may do anything. Raises `NotAllowed`,
    `InvalidTransition` if the article is in another state than those it is for, `ArticleLocked` if
    readers would see an article that somebody else has locked, `Incomplete`, `StaleRevision` if
    `details.revision` is no longer the head, `NotReady`, `CorrectionDue`, and what the effect
    raises.
    """
    chosen = find_transition(transition)
    article = lock_article(article_id)
    before = article.current_state
    if refusal := _refusal(chosen, article, by):
        raise refusal
    _check_input(chosen, article, details)
    overridden = _override_checks(article, by, details) if chosen.shows else {}
    due = _ask_for_correction(article, details) if chosen.shows else {}
    about = _tags_to_name(article, details)
    data = chosen.effect(article, chosen.target, by, details)
    states = {"from": before, "to": article.current_state, "comment": details.comment}
    record_event(chosen.verb, article, by, {**states, **overridden, **due, **data})
    if details.correction:
        publish_correction(article_id=article.pk, notice=details.correction, about=about, by=by)
    return TransitionResult(article, chosen.done)


def transition_choices(article: Article, user: User) -> list[TransitionChoice]:
    """Return every transition, each with the reason why the user cannot make it now, if any."""
    refusals = ((one, _refusal(one, article, user)) for one in TRANSITIONS.values())
    return [TransitionChoice(one, error.message if error else "") for one, error in refusals]


def _refusal(chosen: Transition, article: Article, by: User | None) -> DomainError | None:
    if not chosen.is_open_to(by, article):
        return NotAllowed(_("You do not have the right to do this."))
    state = article.current_state
    if state not in chosen.sources:
        names = [str(state.label) for state in State if state in chosen.sources]
        message = _("The article is now: %(state)s. This can be done while it is: %(sources)s.")
        return InvalidTransition(message % {"state": state.label, "sources": get_text_list(names)})
    if chosen.shows and state == State.PUBLISHED and not article.has_unpublished_changes:
        return InvalidTransition(_("Readers see this revision already."))
    return _lock_refusal(article, by) if chosen.shows else None


def _lock_refusal(article: Article, by: User | None) -> ArticleLocked | None:
    try:
        refuse_locked(article, by)
    except ArticleLocked as error:
        return error
    return None


def _check_input(chosen: Transition, article: Article, details: TransitionInput) -> None:
    missing = [name for name in chosen.needs if not _has_value(getattr(details, name))]
    if missing:
        message = _("“%(label)s” needs: %(names)s.")
        values = {"label": chosen.label, "names": ", ".join(missing)}
        raise Incomplete(message % values, *missing)
    for name, limit in MAX_CHARACTERS.items():
        if len(getattr(details, name)) > limit:
            raise Incomplete(_("The text has more than %d characters.") % limit, name)
    head = article.working_copy.number
    if details.revision is not None and details.revision != head:
        raise StaleRevision(base=details.revision, head=head)


def _override_checks(
    article: Article, by: User | None, details: TransitionInput
) -> dict[str, object]:
    """Return for the event what is published in spite of the checks.

    Raises `NotReady` with all findings if no reason is given, else with those that `by` may not
    override.
    """
    found = [finding for finding in find_obstacles(article) if finding.is_must]
    forbidden = [finding for finding in found if by and not by.has_perm(finding.overrider)]
    if remaining := forbidden if details.override.strip() else found:
        raise NotReady(remaining)
    if not found:
        return {}
    return {"overridden": [finding.text for finding in found], "reason": details.override}


def _ask_for_correction(article: Article, details: TransitionInput) -> dict[str, object]:
    """Return for the event what changes for readers.

    Raises `CorrectionDue` if that needs a correction, or a word that none is due.
    """
    reasons = reasons_to_correct(article)
    if reasons and not (details.correction or details.no_correction):
        raise CorrectionDue(reasons)
    return {"changed": reasons, "no_correction": details.no_correction} if reasons else {}


def _tags_to_name(article: Article, details: TransitionInput) -> Collection[UUID]:
    """Return the uuids of the tags that the correction names: those chosen, else all changed."""
    if details.correction is None:
        return ()
    return changed_tags(article) if details.correction_about is None else details.correction_about


def _has_value(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None
