"""Messages that say what a save did to the tags."""

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
    """Show which tags were added, changed, removed, dropped and confirmed, and which need a look.

    Each is shown by its words and the entity that it names.
    """
    _report_dropped(request, dropped)
    _report_tags(request, _("Tags confirmed"), [_quoted(review.new_words) for review in confirmed])
    if not saved.is_new:
        messages.info(request, _("Nothing was changed in the text, so no revision was made."))
        return
    comparison = saved.comparison
    changed = [change.new for change in comparison.changed if change.reattributed]
    added, removed = (
        _in_words(comparison.added, saved.after.text),
        _in_words(comparison.removed, saved.before.text),
    )
    _report_tags(request, _("Tags added"), added)
    _report_tags(request, _("Tags removed"), removed)
    for tag in _in_words(changed, saved.after.text):
        message = _("The tag on %s says something else now (whom, or how).")
        messages.warning(request, message % tag)
    for review in TagReview.objects.filter(article=saved.article):
        messages.warning(request, _review_in_words(review))


def _in_words(tags: Sequence[Tag], text: str) -> list[str]:
    """Return the words of each tag, and the names of those shown. At most two queries."""
    shown = tags[:NAMED]
    ids = {pk for pk in map(named, shown) if pk}
    entities = resolve_entities(ids) if ids else {}
    lines = distinctions(entities.values())
    labels = {pk: label(entity.name, lines[entity.pk]) for pk, entity in entities.items()}
    first = (_quoted(words(tag, text), labels.get(named(tag) or 0, "")) for tag in shown)
    return [*first, *(_quoted(words(tag, text)) for tag in tags[NAMED:])]


def _review_in_words(review: TagReview) -> str:
    if review.is_renamed:
        return _("Check this tag: %s.") % review
    before, after = excerpts(review.old_words, review.new_words)
    message = _("Check this tag: it was on “%(before)s” and is now on “%(after)s”.")
    return message % {"before": before, "after": after}


def report_creation(request: HttpRequest, draft: Draft, dropped: tuple[Dropped, ...]) -> None:
    """Show that a new article is stored, and with which tags."""
    messages.success(request, _("The article is stored."))
    full_text = read_full_text(draft.documents)
    _report_tags(request, _("Tags added"), _in_words(full_text.tags, full_text.text))
    _report_dropped(request, dropped)


def _report_dropped(request: HttpRequest, dropped: tuple[Dropped, ...]) -> None:
    if dropped:
        messages.warning(request, _("%d tags had no words left and are gone.") % len(dropped))


def _report_tags(request: HttpRequest, title: str, tags: Sequence[str]) -> None:
    if not tags:
        return
    more = f" + {len(tags) - NAMED}" if len(tags) > NAMED else ""
    messages.success(request, f"{title} ({len(tags)}): {', '.join(tags[:NAMED])}{more}")


def _quoted(text: str, entity: str = "") -> str:
    quoted = f"“{Truncator(text).chars(60)}”"
    return f"{quoted}: {entity}" if entity else quoted
