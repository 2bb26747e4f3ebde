"""Count what changed between two versions."""

from collections import Counter
from typing import Final

from rapidfuzz.distance import LCSseq

from articles.tagging import Change, Comparison, MentionTag, QuoteTag, Tag

Changes = dict[str, int]

LONGEST_COMPARED: Final = 20_000  # words; they take a tenth of a second


def changes_between(old: str, new: str, comparison: Comparison, *, beside: int = 0) -> Changes:
    """Return the number of each kind of change, without zeros.

    `beside` is the number of changes of byline, source and dateline.
    """
    before, after = old.split(), new.split()
    kept = _count_kept_words(before, after)
    changed = comparison.changed
    counts = {
        "words_added": len(after) - kept,
        "words_removed": len(before) - kept,
        **_count_tags("added", comparison.added),
        **_count_tags("removed", comparison.removed),
        "mentions_changed": sum(_names_other_entity(change) for change in changed),
        "quotes_reworded": sum(
            isinstance(change.new, QuoteTag) and change.words_changed for change in changed
        ),
        "speakers_changed": sum(_has_other_speaker(change) for change in changed),
        "details_changed": sum(_has_other_details(change) for change in changed),
        "beside_changed": beside,
    }
    return {name: count for name, count in counts.items() if count}


def _count_kept_words(before: list[str], after: list[str]) -> int:
    """Return how many words stayed, in order.

    For a very long text, whose comparison would take seconds, return how many words both have in
    common.
    """
    if max(len(before), len(after)) > LONGEST_COMPARED:
        return (Counter(before) & Counter(after)).total()
    return LCSseq.similarity(before, after)


def _count_tags(what: str, tags: tuple[Tag, ...]) -> Changes:
    mentions = sum(isinstance(tag, MentionTag) for tag in tags)
    return {f"mentions_{what}": mentions, f"quotes_{what}": len(tags) - mentions}


def _names_other_entity(change: Change) -> bool:
    return isinstance(change.new, MentionTag) and change.reattributed


def _has_other_speaker(change: Change) -> bool:
    old, new = change.old, change.new
    return isinstance(old, QuoteTag) and isinstance(new, QuoteTag) and old.speaker != new.speaker


def _has_other_details(change: Change) -> bool:
    is_quote = isinstance(change.new, QuoteTag)
    return is_quote and change.reattributed and not _has_other_speaker(change)
