"""What a save did to the tags, in words."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.drafts.draft import Draft, read_full_text
from articles.models import TagReview
from articles.revisions.saving import Saved
from articles.search.namesakes import distinctions, label
from articles.tagging import Dropped, Tag, named, words
from entities.services.merged_ids import resolve_entities
from newsroom.lib.excerpts import excerpts

NAMED = 6


def report_save(
    request: HttpRequest,
    saved: Saved,
    dropped: tuple[Dropped, ...],
    confirmed: Sequence[TagReview],
) -> None:
    """Say which tags were added, changed, removed, dropped and confirmed, each with its words and
    whom it names, and which somebody has to look at before the article is published.
    """
    _report_dropped(request, dropped)
    _say(request, _("Tags confirmed"), [_quoted(review.new_words) for review in confirmed])
    if not saved.is_new:
        messages.info(request, _("Nothing was changed in the text, so no revision was made."))
        return
    comparison = saved.comparison
    changed = [change.new for change in comparison.changed if change.reattributed]
    added, removed = (
        _in_words(comparison.added, saved.after.text),
        _in_words(comparison.removed, saved.before.text),
    )
    _say(request, _("Tags added"), added)
    _say(request, _("Tags removed"), removed)
    for told in _in_words(changed, saved.after.text):
        said = _("The tag on %s says something else now (whom, or how).")
        messages.warning(request, said % told)
    for review in TagReview.objects.filter(article=saved.article):
        messages.warning(request, _review_in_words(review))


def _in_words(tags: Sequence[Tag], text: str) -> list[str]:
    """Each tag's words, and of those that are shown whom they name. Two queries, if any do."""
    shown = tags[:NAMED]
    ids = {pk for pk in map(named, shown) if pk}
    entities = resolve_entities(ids) if ids else {}
    lines = distinctions(entities.values())
    whom = {pk: label(entity.name, lines[entity.pk]) for pk, entity in entities.items()}
    told = (_quoted(words(tag, text), whom.get(named(tag) or 0, "")) for tag in shown)
    return [*told, *(_quoted(words(tag, text)) for tag in tags[NAMED:])]


def _review_in_words(review: TagReview) -> str:
    if review.is_renamed:
        return _("Check this tag: %s.") % review
    before, after = excerpts(review.old_words, review.new_words)
    said = _("Check this tag: it was on “%(before)s” and is now on “%(after)s”.")
    return said % {"before": before, "after": after}


def report_creation(request: HttpRequest, draft: Draft, dropped: tuple[Dropped, ...]) -> None:
    """Say that a new article is stored, and with which tags."""
    messages.success(request, _("The article is stored."))
    said = read_full_text(draft.documents)
    _say(request, _("Tags added"), _in_words(said.tags, said.text))
    _report_dropped(request, dropped)


def _report_dropped(request: HttpRequest, dropped: tuple[Dropped, ...]) -> None:
    if dropped:
        messages.warning(request, _("%d tags had no words left and are gone.") % len(dropped))


def _say(request: HttpRequest, title: str, told: Sequence[str]) -> None:
    if not told:
        return
    more = f" + {len(told) - NAMED}" if len(told) > NAMED else ""
    messages.success(request, f"{title} ({len(told)}): {', '.join(told[:NAMED])}{more}")


def _quoted(text: str, whom: str = "") -> str:
    quoted = f"“{Truncator(text).chars(60)}”"
    return f"{quoted}: {whom}" if whom else quoted
