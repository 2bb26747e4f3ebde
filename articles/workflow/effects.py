"""Effects of transitions on an article: the functions that `transitions` names.

Each takes an article whose row the transaction has locked, the state to go to (None: it stays), who
does it (None is the system itself), and the input. It stores the article, and returns what the
event says beside states and comment.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.choices import LIFT_EMBARGO, State
from articles.errors import Embargoed, Incomplete, InvalidTransition
from articles.models import Article, Change, Clearance, Takedown
from articles.projection.tag_rows import delete_tag_rows, documents_of, entity_ids, project_tags
from articles.publication.changes import Kind, record_change
from articles.publication.publishing import make_live, take_down
from articles.publication.renditions.dates_and_counts import in_newsroom_time
from articles.workflow.transition_input import TransitionInput
from entities.services.merged_ids import lock_entities
from newsroom.audit import EventData
from newsroom.models import User

Effect = Callable[[Article, "State | None", "User | None", TransitionInput], EventData]

# The columns that a transition may change; `head` is not among them.
STORED: Final = ("state", "live", "published_at", "updated_at", "embargoed_until")
KILLED_NOTICE: Final = "This article is no longer available for legal reasons."


def change_state(
    article: Article, target: State | None, by: User | None, details: TransitionInput
) -> EventData:
    """Store another state of an article that readers do not see."""
    del by, details
    article.state = target or article.state
    article.store_change(*STORED)
    return {}


def publish_now(
    article: Article, target: State | None, by: User | None, details: TransitionInput
) -> EventData:
    """Show the head to readers at once."""
    del target
    lifted = _lift_embargo(article, None, by, details)
    _make_live(article, None)
    return {"revision": article.working_copy.number, **lifted}


def schedule(
    article: Article, target: State | None, by: User | None, details: TransitionInput
) -> EventData:
    """Show the head to readers from a time in the future on."""
    del target
    assert details.at, "the table says that it is needed"
    if details.at <= timezone.now():
        raise Incomplete(_("This time has passed already: give a later one, or publish now."), "at")
    lifted = _lift_embargo(article, details.at, by, details)
    if article.live_id == article.head_id and article.published_at == details.at:
        raise InvalidTransition(_("It waits for this time already."))
    _make_live(article, details.at)
    return {"revision": article.working_copy.number, "at": details.at.isoformat(), **lifted}


def _make_live(article: Article, at: datetime | None) -> None:
    make_live([article], {article.pk: at})
    Takedown.objects.filter(article=article).delete()


def _lift_embargo(
    article: Article, at: datetime | None, by: User | None, details: TransitionInput
) -> EventData:
    """End an embargo that lasts beyond the time of publication (None: now).

    Raises `Embargoed` unless the input says so and `by` may.
    """
    until, seen_from = article.embargoed_until, at or timezone.now()
    if until is None or until <= seen_from:
        return {}
    if not details.lifts_embargo:
        raise Embargoed(_("It is under embargo until %s.") % in_newsroom_time(until))
    if by and not by.has_perm(LIFT_EMBARGO):
        message = _("It is under embargo until %s, and you may not lift it.")
        raise Embargoed(message % in_newsroom_time(until))
    article.embargoed_until = None
    return {"embargo_lifted": until.isoformat()}


def unschedule(
    article: Article, target: State | None, by: User | None, details: TransitionInput
) -> EventData:
    """Take an article off the schedule: nobody has seen it, so date and address are free again."""
    at = article.published_at
    take_down(article)
    change_state(article, target, by, details)
    return {"at": at.isoformat() if at else None}


def clear(
    article: Article, target: State | None, by: User | None, details: TransitionInput
) -> EventData:
    """Let the head be published, whoever it is about."""
    del target
    Clearance.objects.update_or_create(
        revision=article.working_copy, defaults={"note": details.comment, "cleared_by": by}
    )
    return {"revision": article.working_copy.number}


def withdraw(
    article: Article, target: State | None, by: User | None, details: TransitionInput
) -> EventData:
    """Take an article from readers, who find the notice in its place."""
    assert article.live
    number = article.live.number
    take_down(article)
    change_state(article, target, by, details)
    _store_takedown(article, by, details.notice, details.reason)
    _record_if_seen(Kind.WITHDRAWAL, article)
    return {"revision": number, "notice": details.notice, "reason": details.reason}


def kill(
    article: Article, target: State | None, by: User | None, details: TransitionInput
) -> EventData:
    """Take an article from readers and from all without the legal right, its tag rows deleted."""
    number = article.live.number if article.live else None
    notice = details.notice or KILLED_NOTICE
    take_down(article)
    delete_tag_rows([article.working_copy])
    change_state(article, target, by, details)
    _store_takedown(article, by, notice, details.reason)
    _record_if_seen(Kind.KILL, article)
    return {"revision": number, "notice": notice, "reason": details.reason}


def revive(
    article: Article, target: State | None, by: User | None, details: TransitionInput
) -> EventData:
    """Return a killed article to the desk: as withdrawn if readers had seen it, else as a draft."""
    head = article.working_copy
    documents = documents_of(head)
    project_tags([(head, documents)], lock_entities(entity_ids(documents)))
    change_state(article, target if article.was_public else State.DRAFT, by, details)
    if not article.was_public:
        Takedown.objects.filter(article=article).delete()
    _record_if_seen(Kind.REVIVAL, article)
    return {}


def _record_if_seen(kind: Kind, article: Article) -> None:
    """Record a change of an article that readers had seen, for the change feed."""
    if article.was_public:
        record_change(kind, Change.Subject.ARTICLE, article.pk)


def _store_takedown(article: Article, by: User | None, notice: str, reason: str) -> None:
    Takedown.objects.update_or_create(
        article=article,
        defaults={"notice": notice, "reason": reason, "made_by": by, "made_at": timezone.now()},
    )
