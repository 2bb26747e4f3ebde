"""What a save did to the tags, in words."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.drafts import Draft, whole
from articles.services.drafting import Saved
from articles.tagging import Change, Dropped, MentionTag, needs_review, words
from entities.models import Entity

NAMED = 6


def report_save(request: HttpRequest, saved: Saved, dropped: tuple[Dropped, ...]) -> None:
    """Say which tags were added, changed, removed and dropped, each with its words."""
    _report_dropped(request, dropped)
    if not saved.is_new:
        messages.info(request, _("Nothing was changed in the text, so no revision was made."))
        return
    comparison, before, after = saved.comparison, saved.before.text, saved.after.text
    _say(request, _("Tags added"), [words(tag, after) for tag in comparison.added])
    _say(request, _("Tags removed"), [words(tag, before) for tag in comparison.removed])
    names = _names(comparison.changed)
    for change in comparison.changed:
        if change.reattributed or needs_review(change, names.get(change.new.uuid, ())):
            messages.warning(request, _change_in_words(change))


def _names(changes: Sequence[Change]) -> dict[UUID, list[str]]:
    """What each changed mention's entity is called, aliases too. Two queries, if there is any."""
    named = {it.new.uuid: it.new.entity for it in changes if isinstance(it.new, MentionTag)}
    entities = Entity.objects.filter(pk__in=named.values()).prefetch_related("aliases")
    names = {it.pk: [it.name, *(alias.name for alias in it.aliases.all())] for it in entities}
    return {uuid: names[pk] for uuid, pk in named.items()}


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


def _change_in_words(change: Change) -> str:
    before, after = _short(change.old_words), _short(change.new_words)
    if change.words_changed:
        return _("Check this tag: it was on “%(before)s” and is now on “%(after)s”.") % {
            "before": before,
            "after": after,
        }
    return _("The tag on “%s” says something else now (whom, or how).") % after


def _short(text: str) -> str:
    return Truncator(text).chars(60)
