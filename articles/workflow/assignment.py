"""Assigning articles to people, and embargoes."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.audit import record_event
from articles.choices import ASSIGN, LIFT_EMBARGO, State
from articles.errors import Incomplete, InvalidTransition
from articles.locks import lock_article
from articles.models import Article
from newsroom.lib.errors import NotAllowed
from newsroom.models import User
from newsroom.verbs import Verb


@transaction.atomic
def assign_article(
    *, article_id: int, to: User | None, by: User | None, comment: str = ""
) -> Article:
    """Assign an article to somebody, or to nobody. Locks its row.

    Raises `NotAllowed`, and `Incomplete` for somebody who is no active member of the staff.
    """
    article = lock_article(article_id)
    if not may_assign(by, article):
        raise NotAllowed(_("You may not assign this article."))
    if to and not (to.is_active and to.is_staff):
        raise Incomplete(_("%s has no access to the desk.") % to, "to")
    before = article.assigned_to_id
    if before == (to.pk if to else None):
        return article
    article.assigned_to = to
    article.save(update_fields=["assigned_to"])
    data = {"before": before, "after": to.pk if to else None, "comment": comment}
    record_event(Verb.ARTICLE_ASSIGNED, article, by, data)
    return article


def may_assign(by: User | None, article: Article) -> bool:
    """Return whether `by` (None is the system itself) may assign the article."""
    if by is None:
        return True
    return by.has_perm(ASSIGN) and article.is_visible_to(by)


@transaction.atomic
def set_embargo(*, article_id: int, until: datetime | None, by: User | None) -> Article:
    """Set the embargo of an article, or lift it (`until` None). Locks its row.

    Whoever may write the article may set or lengthen an embargo; shortening or lifting one that
    lasts needs `LIFT_EMBARGO`. Raises `NotAllowed`, and `InvalidTransition` if readers see the
    article, or would see it before `until`.
    """
    article = lock_article(article_id)
    _refuse_embargo(article, until, by)
    before = article.embargoed_until
    if before == until:
        return article
    article.embargoed_until = until
    article.store_change("embargoed_until")
    moments = {"before": before, "after": until}
    data = {name: moment.isoformat() if moment else None for name, moment in moments.items()}
    record_event(Verb.ARTICLE_EMBARGO_CHANGED, article, by, data)
    return article


def _refuse_embargo(article: Article, until: datetime | None, by: User | None) -> None:
    before = article.embargoed_until
    is_eased = article.is_embargoed and before is not None and (until is None or until < before)
    if not article.is_writable_by(by):
        raise NotAllowed(_("You may not write this article."))
    if is_eased and by and not by.has_perm(LIFT_EMBARGO):
        raise NotAllowed(_("You may not lift or shorten an embargo."))
    if until and article.current_state == State.PUBLISHED:
        raise InvalidTransition(_("Readers see it already."))
    if until and article.is_scheduled and article.published_at and article.published_at < until:
        raise InvalidTransition(_("It is scheduled for a time before: schedule it anew first."))
