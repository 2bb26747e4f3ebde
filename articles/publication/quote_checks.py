"""Checks of quotes against what the speaker said, on record."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from articles.audit import record_event
from articles.choices import CHECK_QUOTES
from articles.errors import Incomplete, QuoteChanged
from articles.locks import lock_article
from articles.models import Article, Quote, QuoteCheck
from newsroom.lib.errors import NotAllowed
from newsroom.models import User
from newsroom.verbs import Verb

MAX_EVIDENCE: Final = 500
"""Code points of a note, and of a link."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence that a quote was checked against."""

    method: str
    note: str = ""
    link: str = ""


@transaction.atomic
def check_quote(
    *, article_id: int, uuid: UUID, text: str, evidence: Evidence, by: User | None
) -> QuoteCheck:
    """Record that a quote of the article's head is what was said. Locks the article's row.

    `text` is the quote as the person has seen it. Raises `NotAllowed`, `QuoteChanged` when the
    quote has other words by now, and `Incomplete` for bad evidence.
    """
    article = lock_article(article_id)
    if not may_check_quotes(by, article):
        raise NotAllowed(_("You may not check quotes of this article."))
    _check_evidence(evidence)
    quote = Quote.objects.filter(revision=article.head, uuid=uuid).first()
    if quote is None or quote.text != text:
        raise QuoteChanged(_("The article does not hold this quote in these words any more."))
    check = QuoteCheck.objects.create(
        article=article,
        quote_uuid=uuid,
        text=quote.text,
        speaker=quote.speaker,
        method=evidence.method,
        note=evidence.note,
        link=evidence.link,
        checked_by=by,
    )
    data = {"quote": str(uuid), "words": text, "method": evidence.method, "note": evidence.note}
    record_event(Verb.QUOTE_CHECKED, article, by, data)
    return check


@transaction.atomic
def undo_quote_check(*, article_id: int, check_id: int, by: User | None) -> None:
    """Delete a check that was made in error. Locks the article's row.

    Raises `NotAllowed`, and `QuoteCheck.DoesNotExist`.
    """
    article = lock_article(article_id)
    if not may_check_quotes(by, article):
        raise NotAllowed(_("You may not check quotes of this article."))
    check = QuoteCheck.objects.get(pk=check_id, article=article)
    data = {"quote": str(check.quote_uuid), "words": check.text, "method": check.method}
    check.delete()
    record_event(Verb.QUOTE_CHECK_UNDONE, article, by, data)


def may_check_quotes(by: User | None, article: Article) -> bool:
    return by is None or (by.has_perm(CHECK_QUOTES) and article.is_visible_to(by))


def _check_evidence(evidence: Evidence) -> None:
    if evidence.method not in QuoteCheck.Method.values:
        raise Incomplete(_("Say what the quote was checked against."), "method")
    for name in ("note", "link"):
        if len(getattr(evidence, name)) > MAX_EVIDENCE:
            message = _("A note or link has more than %d characters.")
            raise Incomplete(message % MAX_EVIDENCE, name)
    if evidence.link:
        try:
            URLValidator(schemes=["http", "https"])(evidence.link)
        except ValidationError as error:
            raise Incomplete(_("The link is no address of a page."), "link") from error
