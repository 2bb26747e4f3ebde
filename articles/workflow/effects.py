"""What each transition does to an article: the effects that `articles.workflow.transitions` names.

Each gets an article whose row the transaction holds, the state to go to, who does it, and the
particulars they gave; it stores the article, and gives what the event should tell.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.errors import Embargoed, Incomplete, InvalidTransition
from articles.models import Article, Clearance, Takedown
from articles.models.article import State
from articles.projection.tag_rows import delete_tag_rows, documents_of, entity_ids, project_tags
from articles.publication.publishing import make_live, take_down
from articles.publication.renditions.dates_and_counts import in_newsroom_time
from entities.services.merged_ids import lock_entities
from newsroom.models import User

Data = Mapping[str, object]

# Whatever a transition may change; `head` is not among it.
STORED: Final = ["state", "live", "published_at", "updated_at", "embargoed_until"]
KILLED_NOTICE: Final = "This article is no longer available for legal reasons."


def change_state(article: Article, target: State, by: User | None, given: Any) -> Data:
    """To another state of what readers do not see."""
    del by, given
    article.state = target
    article.save(update_fields=STORED)
    return {}


def publish_now(article: Article, target: State, by: User | None, given: Any) -> Data:
    """The head before readers, at once."""
    del target
    lifted = _lift_embargo(article, None, by, given)
    _show(article, None)
    return {"revision": article.working_copy.number, **lifted}


def schedule(article: Article, target: State, by: User | None, given: Any) -> Data:
    """The head before readers from a time on that has not come."""
    del target
    if given.at <= timezone.now():
        raise Incomplete(_("This time has passed already: give a later one, or publish now."), "at")
    lifted = _lift_embargo(article, given.at, by, given)
    if article.live_id == article.head_id and article.published_at == given.at:
        raise InvalidTransition(_("It waits for this time already."))
    _show(article, given.at)
    return {"revision": article.working_copy.number, "at": given.at.isoformat(), **lifted}


def _show(article: Article, at: datetime | None) -> None:
    make_live([article], {article.pk: at})
    Takedown.objects.filter(article=article).delete()


def _lift_embargo(article: Article, at: datetime | None, by: User | None, given: Any) -> Data:
    """End an embargo that lasts beyond the time of publication, for those who may and say so."""
    until, seen_from = article.embargoed_until, at or timezone.now()
    if until is None or until <= seen_from:
        return {}
    if not given.lifts_embargo:
        raise Embargoed(_("It is under embargo until %s.") % in_newsroom_time(until))
    if by and not by.has_perm("articles.embargo_article"):
        said = _("It is under embargo until %s, and you may not lift it.")
        raise Embargoed(said % in_newsroom_time(until))
    article.embargoed_until = None
    return {"embargo_lifted": until.isoformat()}


def unschedule(article: Article, target: State, by: User | None, given: Any) -> Data:
    """Back from waiting: nobody has seen it, so its date and its address are free again."""
    was_for = article.published_at
    take_down(article)
    change_state(article, target, by, given)
    return {"at": was_for.isoformat() if was_for else None}


def clear(article: Article, target: State | None, by: User | None, given: Any) -> Data:
    """Legal lets this revision be published, whoever it is about."""
    del target
    Clearance.objects.update_or_create(
        revision=article.working_copy, defaults={"note": given.comment, "cleared_by": by}
    )
    return {"revision": article.working_copy.number}


def withdraw(article: Article, target: State, by: User | None, given: Any) -> Data:
    """From readers, who find the notice in its place."""
    assert article.live
    number = article.live.number
    take_down(article)
    change_state(article, target, by, given)
    _take_down(article, by, given.notice, given.reason)
    return {"revision": number, "notice": given.notice, "reason": given.reason}


def kill(article: Article, target: State, by: User | None, given: Any) -> Data:
    """From readers and from everybody without the legal right: not even the rows of tags stay."""
    number = article.live.number if article.live else None
    notice = given.notice or KILLED_NOTICE
    take_down(article)
    delete_tag_rows([article.working_copy])
    change_state(article, target, by, given)
    _take_down(article, by, notice, given.reason)
    return {"revision": number, "notice": notice, "reason": given.reason}


def revive(article: Article, target: State, by: User | None, given: Any) -> Data:
    """Back to the desk. What readers had seen is withdrawn as it was killed, the rest a draft."""
    head = article.working_copy
    documents = documents_of(head)
    project_tags([(head, documents)], lock_entities(entity_ids(documents)))
    change_state(article, target if article.was_public else State.DRAFT, by, given)
    if not article.was_public:
        Takedown.objects.filter(article=article).delete()
    return {}


def _take_down(article: Article, by: User | None, notice: str, reason: str) -> None:
    Takedown.objects.update_or_create(
        article=article,
        defaults={"notice": notice, "reason": reason, "made_by": by, "made_at": timezone.now()},
    )
