"""What changed from one version to the next, in numbers."""

from collections import Counter
from typing import Final

from rapidfuzz.distance import LCSseq

from articles.tagging import Change, Comparison, MentionTag, QuoteTag, Tag

Changes = dict[str, int]

LONGEST_COMPARED: Final = 20_000  # words; they take a tenth of a second


def changes_between(old: str, new: str, comparison: Comparison, *, beside: int = 0) -> Changes:
    """How much of each there is, what there is none of left out. `beside`: byline and the like."""
    before, after = old.split(), new.split()
    kept = _kept(before, after)
    changed = comparison.changed
    counts = {
        "words_added": len(after) - kept,
        "words_removed": len(before) - kept,
        **_counted("added", comparison.added),
        **_counted("removed", comparison.removed),
        "mentions_changed": sum(_names_another(it) for it in changed),
        "quotes_reworded": sum(isinstance(it.new, QuoteTag) and it.words_changed for it in changed),
        "speakers_changed": sum(_has_other_speaker(it) for it in changed),
        "details_changed": sum(_has_other_details(it) for it in changed),
        "beside_changed": beside,
    }
    return {name: count for name, count in counts.items() if count}


def _kept(before: list[str], after: list[str]) -> int:
    """How many words stayed, in their order; of a book, whose comparison would take seconds, how
    many it has in common with what it was."""
    if max(len(before), len(after)) > LONGEST_COMPARED:
        return (Counter(before) & Counter(after)).total()
    return LCSseq.similarity(before, after)


def _counted(what: str, tags: tuple[Tag, ...]) -> Changes:
    mentions = sum(isinstance(tag, MentionTag) for tag in tags)
    return {f"mentions_{what}": mentions, f"quotes_{what}": len(tags) - mentions}


def _names_another(change: Change) -> bool:
    return isinstance(change.new, MentionTag) and change.reattributed


def _has_other_speaker(change: Change) -> bool:
    old, new = change.old, change.new
    return isinstance(old, QuoteTag) and isinstance(new, QuoteTag) and old.speaker != new.speaker


def _has_other_details(change: Change) -> bool:
    is_quote = isinstance(change.new, QuoteTag)
    return is_quote and change.reattributed and not _has_other_speaker(change)
