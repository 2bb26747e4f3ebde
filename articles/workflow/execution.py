"""Moving an article through its life: the one way, for the admin, the API and commands."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from articles.collaboration.edit_locks import refuse_locked
from articles.errors import (
    ArticleLocked,
    CorrectionDue,
    Incomplete,
    InvalidTransition,
    NotReady,
    StaleRevision,
)
from articles.locks import lock_article, record_event
from articles.models import Article
from articles.models.article import State
from articles.publication.corrections import publish_correction
from articles.publication.required_corrections import changed_tags, reasons_to_correct
from articles.workflow.checks.checks import find_obstacles
from articles.workflow.transitions import TRANSITIONS, Transition, TransitionInput
from newsroom.lib.errors import DomainError, NotAllowed
from newsroom.models import User

MAX_WORDS = {"comment": 2000, "notice": 500, "reason": 1000, "override": 1000}


@dataclass(frozen=True, slots=True)
class TransitionResult:
    """What became of an article, and the words to tell it in."""

    article: Article
    message: Any


@dataclass(frozen=True, slots=True)
class TransitionChoice:
    """A transition from where an article is; `refusal` says why the user cannot make it now."""

    transition: Transition
    refusal: str = ""


def find_transition(name: str) -> Transition:
    """Raises `InvalidTransition` where there is none of this name."""
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
    given: TransitionInput = TransitionInput(),  # noqa: B008 - frozen
) -> TransitionResult:
    """Make a transition, and record it. Locks the article's row.

    `by` is None for the system itself, which may do anything. Raises `NotAllowed`,
    `InvalidTransition` where the article is in no state for it, `ArticleLocked` where it would be
    shown while somebody else has locked it, `Incomplete`, `StaleRevision` when `given.revision` is
    no longer the head, `NotReady`, `CorrectionDue`, and what the effect raises.
    """
    chosen = find_transition(transition)
    article = lock_article(article_id)
    before = article.current_state
    if refusal := _refusal(chosen, article, by):
        raise refusal
    _check_input(chosen, article, given)
    overridden = _override_checks(article, by, given) if chosen.shows else {}
    due = _ask_for_correction(article, given) if chosen.shows else {}
    about = _tags_to_name(article, given)
    data = chosen.effect(article, chosen.target, by, given)
    told = {"from": before, "to": article.current_state, "comment": given.comment}
    record_event(chosen.verb, article, by, {**told, **overridden, **due, **data})
    if given.correction:
        publish_correction(article_id=article.pk, notice=given.correction, about=about, by=by)
    return TransitionResult(article, chosen.done)


def transition_choices(article: Article, user: User) -> list[TransitionChoice]:
    """Each transition that the user might make with the article, with what is against it now."""
    refusals = ((it, _refusal(it, article, user)) for it in TRANSITIONS.values())
    return [TransitionChoice(it, why.message if why else "") for it, why in refusals]


def _refusal(chosen: Transition, article: Article, by: User | None) -> DomainError | None:
    if not chosen.is_open_to(by, article):
        return NotAllowed(_("You do not have the right to do this."))
    state = article.current_state
    if state not in chosen.sources:
        names = [str(state.label) for state in State if state in chosen.sources]
        said = _("The article is now: %(state)s. This can be done while it is: %(sources)s.")
        return InvalidTransition(said % {"state": state.label, "sources": get_text_list(names)})
    if chosen.shows and state == State.PUBLISHED and not article.has_unpublished_changes:
        return InvalidTransition(_("Readers see this revision already."))
    return _lock_against(article, by) if chosen.shows else None


def _lock_against(article: Article, by: User | None) -> ArticleLocked | None:
    try:
        refuse_locked(article, by)
    except ArticleLocked as error:
        return error
    return None


def _check_input(chosen: Transition, article: Article, given: TransitionInput) -> None:
    missing = [name for name in chosen.needs if not _is_given(getattr(given, name))]
    if missing:
        said = _("“%(label)s” needs: %(names)s.")
        given_words = {"label": chosen.label, "names": ", ".join(missing)}
        raise Incomplete(said % given_words, *missing)
    for name, limit in MAX_WORDS.items():
        if len(getattr(given, name)) > limit:
            said = _("The text has more than %d characters.")
            raise Incomplete(said % limit, name)
    head = article.working_copy.number
    if given.revision is not None and given.revision != head:
        raise StaleRevision(base=given.revision, head=head)


def _override_checks(
    article: Article, by: User | None, given: TransitionInput
) -> dict[str, object]:
    """What is published though it must not be, for the event.

    Raises `NotReady` with all of it if no reason is given, else with what `by` may not override.
    """
    found = [finding for finding in find_obstacles(article) if finding.is_must]
    may_not = [it for it in found if by and not by.has_perm(it.overrider)]
    if left := found if not given.override.strip() else may_not:
        raise NotReady(left)
    return {"overridden": [it.text for it in found], "reason": given.override} if found else {}


def _ask_for_correction(article: Article, given: TransitionInput) -> dict[str, object]:
    """What readers have seen otherwise, for the event. Raises `CorrectionDue` if nobody answers."""
    reasons = reasons_to_correct(article)
    if reasons and not (given.correction or given.no_correction):
        raise CorrectionDue(reasons)
    return {"changed": reasons, "no_correction": given.no_correction} if reasons else {}


def _tags_to_name(article: Article, given: TransitionInput) -> Collection[UUID]:
    """What the correction that comes with it names: what was chosen, else all that changed."""
    if given.correction is None:
        return ()
    return changed_tags(article) if given.correction_about is None else given.correction_about


def _is_given(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None
