"""Changes to what readers have seen, for which a correction may be due."""

import re
from collections.abc import Iterator, Mapping
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.choices import QuoteKind
from articles.drafts.draft import read_full_text
from articles.models import Article, Revision
from articles.projection.tag_rows import documents_of
from articles.publication.publication_periods import last_seen
from articles.tagging import Change, QuoteTag, compare, named, same_words, words
from entities.models import Entity
from entities.services.merged_ids import resolve_entities
from newsroom.lib.excerpts import excerpts

SHOWN: Final = 160  # characters of each of two versions
LISTED: Final = 90
_PAUSE: Final = re.compile(r"[,;:.!…](?!\w)")


def reasons_to_correct(article: Article) -> list[str]:
    """Return in words what readers have seen and what would change for them.

    That is a headline, a direct quote or its speaker, if the head is another revision than the one
    that readers see or saw last, however long ago.
    """
    seen, head = last_seen(article, timezone.now()), article.working_copy
    if seen is None or seen == head:
        return []
    return [*_headline_reasons(seen, head), *_quote_reasons(seen, head)]


def changed_tags(article: Article) -> dict[UUID, str]:
    """Return the quotes and mentions that readers saw last and that the head has changed or lost.

    Each with an excerpt of the words that readers saw. A correction names these unless the editor
    chooses others.
    """
    seen, head = last_seen(article, timezone.now()), article.working_copy
    if seen is None or seen == head:
        return {}
    before, after = read_full_text(documents_of(seen)), read_full_text(documents_of(head))
    comparison = compare(before, after)
    entities = resolve_entities(pk for tag in (*before.tags, *after.tags) if (pk := named(tag)))
    changed = (change for change in comparison.changed if _is_different(change, entities))
    shown = {
        change.old.uuid: excerpts(change.old_words, change.new_words, LISTED)[0]
        for change in changed
    }
    gone = (
        tag
        for tag in comparison.removed
        if isinstance(tag, QuoteTag) and tag.kind == QuoteKind.DIRECT
    )
    return shown | {tag.uuid: excerpts(words(tag, before.text), "", LISTED)[0] for tag in gone}


def _is_different(change: Change, entities: Mapping[int, Entity]) -> bool:
    old, new = (entities.get(named(tag) or 0) for tag in (change.old, change.new))
    return old != new or not _has_same_words(change.old_words, change.new_words)


def _has_same_words(one: str, other: str) -> bool:
    """Return whether both say the same; another comma or full stop needs no correction."""
    return same_words(_PAUSE.sub("", one), _PAUSE.sub("", other))


def _headline_reasons(live: Revision, head: Revision) -> Iterator[str]:
    if not _has_same_words(live.headline_text, head.headline_text):
        message = _("The headline was “%(before)s” and is “%(after)s”.")
        before, after = excerpts(live.headline_text, head.headline_text, SHOWN)
        yield message % {"before": before, "after": after}


def _quote_reasons(live: Revision, head: Revision) -> Iterator[str]:
    before, after = _direct_speech(live), _direct_speech(head)
    speakers = {speaker for _, speaker in (*before.values(), *after.values()) if speaker}
    today = {pk: entity.pk for pk, entity in resolve_entities(speakers).items()}
    for uuid, (old, old_speaker) in before.items():
        new, speaker = after.get(uuid, ("", old_speaker))
        if not new:
            yield _("A direct quote is gone: %s") % old
        elif speaker != old_speaker and today.get(speaker or 0) != today.get(old_speaker or 0):
            yield _("Somebody else is said to have said %s") % new
        elif not _has_same_words(old, new):
            message = _("A direct quote was %(before)s and is %(after)s")
            shown = excerpts(old, new, SHOWN)
            yield message % {"before": shown[0], "after": shown[1]}


def _direct_speech(revision: Revision) -> dict[UUID, tuple[str, int | None]]:
    return {
        tag.uuid: (words(tag, document.text), tag.speaker)
        for document in documents_of(revision).values()
        for tag in document.quotes
        if tag.kind == QuoteKind.DIRECT
    }
