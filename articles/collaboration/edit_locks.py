"""Locks that people put on articles, with a reason and an end."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.errors import ArticleLocked, Incomplete
from articles.locks import lock_article, record_event
from articles.models import Article, EditLock
from newsroom.lib.blank import is_blank
from newsroom.lib.errors import NotAllowed
from newsroom.models import User

LONGEST: Final = timedelta(days=7)
MAX_REASON: Final = 300
BREAK: Final = "articles.break_lock"


@transaction.atomic
def take_lock(*, article_id: int, reason: str, until: datetime, by: User) -> EditLock:
    """Keep everybody else from saving and publishing an article. Locks its row.

    Taken again by its holder, it has the new reason and end. Raises `NotAllowed` for those who may
    not write the article, `ArticleLocked` while somebody else holds it, `Incomplete`.
    """
    article = lock_article(article_id)
    if not article.is_writable_by(by):
        raise NotAllowed(_("You may not write this article."))
    refuse_locked(article, by)
    _examine(reason, until)
    lock, _is_new = EditLock.objects.update_or_create(
        article=article,
        defaults={
            "held_by": by,
            "reason": reason,
            "taken_at": timezone.now(),
            "expires_at": until,
        },
    )
    record_event("article-locked", article, by, {"reason": reason, "until": until.isoformat()})
    return lock


@transaction.atomic
def release_lock(*, article_id: int, by: User | None, comment: str = "") -> None:
    """End a lock: its holder, or breaking it, those who may. Locks the article's row.

    Raises `NotAllowed`. Without a lock nothing happens.
    """
    article = lock_article(article_id)
    lock = lock_of(article)
    if lock is None:
        return
    is_broken = lock.keeps_out(by)
    if is_broken and by and not by.has_perm(BREAK):
        raise NotAllowed(_("Only who holds a lock releases it, or somebody who may break it."))
    lock.delete()
    verb = "article-lock-broken" if is_broken else "article-unlocked"
    data = {"held_by": lock.held_by_id, "reason": lock.reason, "comment": comment}
    record_event(verb, article, by, data)


def lock_of(article: Article) -> EditLock | None:
    """The article's lock, expired or not."""
    return getattr(article, "edit_lock", None)


def refuse_locked(article: Article, by: User | None) -> None:
    """Raise `ArticleLocked` while a lock keeps `by` (None is the system itself) out."""
    lock = lock_of(article)
    if lock and lock.keeps_out(by):
        raise ArticleLocked(holder=str(lock.held_by), reason=lock.reason, until=lock.expires_at)


def _examine(reason: str, until: datetime) -> None:
    now = timezone.now()
    if is_blank(reason) or len(reason) > MAX_REASON:
        said = _("A lock needs a reason of %d characters at the most.")
        raise Incomplete(said % MAX_REASON, "reason")
    if not now < until <= now + LONGEST:
        raise Incomplete(_("A lock ends within %d days.") % LONGEST.days, "until")
