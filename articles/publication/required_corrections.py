"""What readers have seen and would see otherwise, so that a correction may be due."""

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
    """What readers have seen and would see otherwise, that a correction may be due for.

    A headline, a direct quote or its speaker, if the head is another revision than the one that
    readers see or saw last, however long ago.
    """
    seen, head = last_seen(article, timezone.now()), article.working_copy
    if seen is None or seen == head:
        return []
    return [*_headline_reasons(seen, head), *_quote_reasons(seen, head)]


def changed_tags(article: Article) -> dict[UUID, str]:
    """The quotes and mentions that readers saw last and that the head has otherwise or has not
    any more, with the words that readers saw, as much of these as shows the change: what a
    correction names unless somebody chooses."""
    seen, head = last_seen(article, timezone.now()), article.working_copy
    if seen is None or seen == head:
        return {}
    before, after = read_full_text(documents_of(seen)), read_full_text(documents_of(head))
    comparison = compare(before, after)
    whom = resolve_entities(pk for tag in (*before.tags, *after.tags) if (pk := named(tag)))
    changed = (it for it in comparison.changed if _is_other(it, whom))
    shown = {it.old.uuid: excerpts(it.old_words, it.new_words, LISTED)[0] for it in changed}
    gone = (
        tag
        for tag in comparison.removed
        if isinstance(tag, QuoteTag) and tag.kind == QuoteKind.DIRECT
    )
    return shown | {tag.uuid: excerpts(words(tag, before.text), "", LISTED)[0] for tag in gone}


def _is_other(change: Change, whom: Mapping[int, Entity]) -> bool:
    old, new = (whom.get(named(tag) or 0) for tag in (change.old, change.new))
    return old != new or not _reads_the_same(change.old_words, change.new_words)


def _reads_the_same(one: str, other: str) -> bool:
    """Whether readers were told the same: a comma or a full stop more is no correction."""
    return same_words(_PAUSE.sub("", one), _PAUSE.sub("", other))


def _headline_reasons(live: Revision, head: Revision) -> Iterator[str]:
    if not _reads_the_same(live.headline_text, head.headline_text):
        said = _("The headline was “%(before)s” and is “%(after)s”.")
        before, after = excerpts(live.headline_text, head.headline_text, SHOWN)
        yield said % {"before": before, "after": after}


def _quote_reasons(live: Revision, head: Revision) -> Iterator[str]:
    before, after = _direct_speech(live), _direct_speech(head)
    speakers = {speaker for _, speaker in (*before.values(), *after.values()) if speaker}
    today = {pk: entity.pk for pk, entity in resolve_entities(speakers).items()}
    for uuid, (said, speaker) in before.items():
        now, by = after.get(uuid, ("", speaker))
        if not now:
            yield _("A direct quote is gone: %s") % said
        elif by != speaker and today.get(by or 0) != today.get(speaker or 0):
            yield _("Somebody else is said to have said %s") % now
        elif not _reads_the_same(said, now):
            changed = _("A direct quote was %(before)s and is %(after)s")
            shown = excerpts(said, now, SHOWN)
            yield changed % {"before": shown[0], "after": shown[1]}


def _direct_speech(revision: Revision) -> dict[UUID, tuple[str, int | None]]:
    return {
        tag.uuid: (words(tag, document.text), tag.speaker)
        for document in documents_of(revision).values()
        for tag in document.quotes
        if tag.kind == QuoteKind.DIRECT
    }
