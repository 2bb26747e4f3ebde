"""Locks that people put on articles, with a reason and an end."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.audit import record_event
from articles.choices import BREAK_LOCK
from articles.errors import ArticleLocked, Incomplete
from articles.locks import lock_article
from articles.models import Article, EditLock
from newsroom.lib.blank import is_blank
from newsroom.lib.errors import NotAllowed
from newsroom.lib.text import one_line
from newsroom.models import User
from newsroom.verbs import Verb

LONGEST: Final = timedelta(days=7)
MAX_REASON: Final = 300


@transaction.atomic
def take_lock(*, article_id: int, reason: str, until: datetime, by: User) -> EditLock:
    """Keep everybody else from saving and publishing an article. Locks its row.

    Its holder may take it again with another reason and end. Raises `NotAllowed` if `by` may not
    write the article, `ArticleLocked` while somebody else holds it, and `Incomplete`.
    """
    article = lock_article(article_id)
    if not article.is_writable_by(by):
        raise NotAllowed(_("You may not write this article."))
    refuse_locked(article, by)
    reason = one_line(reason)
    _check_input(reason, until)
    lock, _is_new = EditLock.objects.update_or_create(
        article=article,
        defaults={
            "held_by": by,
            "reason": reason,
            "taken_at": timezone.now(),
            "expires_at": until,
        },
    )
    record_event(Verb.ARTICLE_LOCKED, article, by, {"reason": reason, "until": until.isoformat()})
    return lock


@transaction.atomic
def release_lock(*, article_id: int, by: User | None, comment: str = "") -> None:
    """Delete the lock of an article, if it has one. Locks the article's row.

    Its holder releases it; anybody else breaks it, and raises `NotAllowed` without the right to.
    """
    article = lock_article(article_id)
    lock = lock_of(article)
    if lock is None:
        return
    is_broken = lock.keeps_out(by)
    if is_broken and by and not by.has_perm(BREAK_LOCK):
        raise NotAllowed(_("Only who holds a lock releases it, or somebody who may break it."))
    lock.delete()
    verb = Verb.ARTICLE_LOCK_BROKEN if is_broken else Verb.ARTICLE_UNLOCKED
    data = {"held_by": lock.held_by_id, "reason": lock.reason, "comment": comment}
    record_event(verb, article, by, data)


def lock_of(article: Article) -> EditLock | None:
    """Return the lock of an article, expired or not."""
    return getattr(article, "edit_lock", None)


def refuse_locked(article: Article, by: User | None) -> None:
    """Raise `ArticleLocked` while a lock keeps out `by` (None is the system itself)."""
    lock = lock_of(article)
    if lock and lock.keeps_out(by):
        raise ArticleLocked(holder=str(lock.held_by), reason=lock.reason, until=lock.expires_at)


def _check_input(reason: str, until: datetime) -> None:
    now = timezone.now()
    if is_blank(reason) or len(reason) > MAX_REASON:
        message = _("A lock needs a reason of %d characters at the most.")
        raise Incomplete(message % MAX_REASON, "reason")
    if not now < until <= now + LONGEST:
        raise Incomplete(_("A lock ends within %d days.") % LONGEST.days, "until")
