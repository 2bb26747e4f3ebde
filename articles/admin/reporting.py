"""What a save did to the tags, in words."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.drafts import Draft, whole
from articles.models import TagReview
from articles.services.drafting import Saved
from articles.tagging import Dropped, words
from newsroom.lib.excerpts import excerpts

NAMED = 6


def report_save(
    request: HttpRequest,
    saved: Saved,
    dropped: tuple[Dropped, ...],
    confirmed: Sequence[TagReview],
) -> None:
    """Say which tags were added, changed, removed, dropped and confirmed, each with its words, and
    which somebody has to look at before the article is published.
    """
    _report_dropped(request, dropped)
    _say(request, _("Tags confirmed"), [review.new_words for review in confirmed])
    if not saved.is_new:
        messages.info(request, _("Nothing was changed in the text, so no revision was made."))
        return
    comparison, before, after = saved.comparison, saved.before.text, saved.after.text
    _say(request, _("Tags added"), [words(tag, after) for tag in comparison.added])
    _say(request, _("Tags removed"), [words(tag, before) for tag in comparison.removed])
    for change in comparison.changed:
        if change.reattributed:
            said = _("The tag on “%s” says something else now (whom, or how).")
            messages.warning(request, said % _short(change.new_words))
    for review in TagReview.objects.filter(article=saved.article):
        messages.warning(request, _review_in_words(review))


def _review_in_words(review: TagReview) -> str:
    if review.is_renamed:
        return _("Check this tag: %s.") % review
    before, after = excerpts(review.old_words, review.new_words)
    said = _("Check this tag: it was on “%(before)s” and is now on “%(after)s”.")
    return said % {"before": before, "after": after}


def report_creation(request: HttpRequest, draft: Draft, dropped: tuple[Dropped, ...]) -> None:
    """Say that a new article is stored, and with which tags."""
    messages.success(request, _("The article is stored."))
    said = whole(draft.documents)
    _say(request, _("Tags added"), [words(tag, said.text) for tag in said.tags])
    _report_dropped(request, dropped)


def _report_dropped(request: HttpRequest, dropped: tuple[Dropped, ...]) -> None:
    if dropped:
        messages.warning(request, _("%d tags had no words left and are gone.") % len(dropped))


def _say(request: HttpRequest, title: str, covered: list[str]) -> None:
    if not covered:
        return
    named = ", ".join(f"“{_short(text)}”" for text in covered[:NAMED])
    more = f" + {len(covered) - NAMED}" if len(covered) > NAMED else ""
    messages.success(request, f"{title} ({len(covered)}): {named}{more}")


def _short(text: str) -> str:
    return Truncator(text).chars(60)
