"""Confirming whom an article means, before it is published."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.audit import record_event
from articles.choices import PUBLISH
from articles.errors import FindingChanged
from articles.locks import lock_article
from articles.models import Article, IdentityConfirmation
from articles.workflow.checks.checks import find_obstacles
from articles.workflow.checks.findings import Finding
from newsroom.lib.errors import NotAllowed
from newsroom.models import User
from newsroom.verbs import Verb


@transaction.atomic
def confirm_identity(*, article_id: int, key: str, by: User | None) -> Finding:
    """Store that the article means whom it names, as the finding with this key asks.

    Locks the article's row. Raises `NotAllowed`, and `FindingChanged` if no check asks this of the
    head any more: the text, or what is known of the person, has changed.
    """
    article = lock_article(article_id)
    if not may_confirm_identities(by, article):
        raise NotAllowed(_("You may not confirm whom this article means."))
    found = next((finding for finding in find_obstacles(article) if finding.key == key), None)
    if found is None or found.identity is None:
        raise FindingChanged(_("The checks do not ask this any more: look at them again."))
    identity = found.identity
    IdentityConfirmation.objects.update_or_create(
        article=article,
        entity_id=identity.entity,
        check_name=identity.check,
        defaults={
            "reason": identity.reason,
            "confirmed_by": by,
            "confirmed_at": timezone.now(),
        },
    )
    data = {"entity": identity.entity, "check": identity.check, "text": found.text}
    record_event(Verb.IDENTITY_CONFIRMED, article, by, data)
    return found


def may_confirm_identities(by: User | None, article: Article) -> bool:
    """Return whether `by` (None is the system itself) may write the article, or publish it."""
    if by is None:
        return True
    may_publish = by.has_perm(PUBLISH) and article.is_visible_to(by)
    return may_publish or article.is_writable_by(by)
