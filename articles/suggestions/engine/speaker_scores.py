"""Scores of quotes and of who said them, each against a marked gold text.

Right words: the head of a source in the gold text lies in the words that were found for the
speaker. Right person: the name that was found is the name of (one of) the speakers, in full or in a
part that fits nobody else in the text; or nobody is named where nobody should be. Both are shares
of all gold quotes, so that a quote that was not found counts against them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from articles.suggestions.engine.analysis import Analysis
from articles.suggestions.engine.marked_gold import Item, Record
from articles.suggestions.engine.scoring import (
    Scores,
    like_name,
    match_spans,
    percent,
    same_name,
    trim,
)
from articles.suggestions.engine.spans import Span
from articles.suggestions.engine.suggested_quote import SuggestedQuote

_Item = TypeVar("_Item")
_HEAD: Final = re.compile(
    r"[^\s,]+(?=,|\s(?:of|for|from|at|in|de|du|der|des|del|من|في)\s|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A quote that is in the gold text, that was found, or both.

    `words` are the quote, `rule` is empty if it was not found; `answer` is the name that was found.
    """

    words: str
    expected: str
    answer: str
    is_gold: bool
    rule: str = ""
    is_sure: bool = False
    has_right_words: bool = False
    has_right_person: bool = False
    is_in_other_words: bool = False


def compare_quotes(gold: Record, analysis: Analysis) -> Iterator[Outcome]:
    """Yield the outcome of each gold quote, then of each quote that is none."""
    found = {
        trim(gold.text, {"start": start, "end": end}): quote
        for quote in analysis.quotes
        for start, end in quote.segments
    }
    expected = {trim(gold.text, item): item for item in gold.quotes}
    matched = match_spans([*expected], [*found])
    for span, item in expected.items():
        if not item.get("ignore"):
            yield _compare(gold, span, item, found[matched[span]] if span in matched else None)
    for span in found.keys() - matched.values():
        quote = found[span]
        yield Outcome(
            gold.text[slice(*span)], "", _name_of(quote), False, quote.rule, quote.is_sure
        )


def is_right_person(gold: Record, speakers: Sequence[str], answer: str) -> bool:
    """Return whether a name is a speaker's and nobody else's in the text; "" names nobody."""
    if not answer or not speakers:
        return not answer and not speakers
    if any(same_name(answer, name) for name in speakers):
        return True
    everybody = {item["name"] for item in (*gold.people, *gold.organisations)}
    likely = {name for name in everybody if like_name(answer, name)}
    return bool(likely) and likely <= set(speakers)


def summarise(outcomes: Sequence[Outcome]) -> Scores:
    """Return the scores of some outcomes, in per cent; `quotes` is a number."""
    gold = [outcome for outcome in outcomes if outcome.is_gold]
    found = [outcome for outcome in outcomes if outcome.rule]
    both = [outcome for outcome in gold if outcome.rule]
    sure = [outcome for outcome in found if outcome.is_sure]
    other_words = [outcome for outcome in gold if outcome.is_in_other_words]
    return {
        "quotes": float(len(gold)),
        "precision": percent(len(both), len(found)),
        "recall": percent(len(both), len(gold)),
        "F1": percent(2 * len(both), len(gold) + len(found)),
        "words": percent(sum(outcome.has_right_words for outcome in gold), len(gold)),
        "person": percent(_right(gold), len(gold)),
        "pronouns": percent(_right(other_words), len(other_words)),
        "sure": percent(sum(outcome.is_sure for outcome in both), len(gold)),
        "sure right": percent(_right(sure), len(sure)),
    }


def group_by(items: Iterable[_Item], key: Callable[[_Item], str]) -> dict[str, list[_Item]]:
    """Return the items by key, in the order of the keys."""
    groups: dict[str, list[_Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return dict(sorted(groups.items()))


def _compare(gold: Record, span: Span, item: Item, quote: SuggestedQuote | None) -> Outcome:
    words, expected = gold.text[slice(*span)], item["speaker"] if item["speakers"] else ""
    is_in_other_words = item["is_in_other_words"]
    if not quote:
        return Outcome(words, expected, "", True, is_in_other_words=is_in_other_words)
    return Outcome(
        words,
        expected,
        _name_of(quote),
        True,
        quote.rule,
        quote.is_sure,
        _has_right_words(gold.text, item["sources"], quote),
        is_right_person(gold, item["speakers"], _name_of(quote)),
        is_in_other_words,
    )


def _has_right_words(text: str, sources: Sequence[Span], quote: SuggestedQuote) -> bool:
    words = quote.speaker_words
    if not words and quote.speaker:
        words = quote.speaker.start, quote.speaker.end
    if not words or not sources:
        return bool(words) == bool(sources)
    heads = (start + _head(text[start:end]) for start, end in sources)
    return any(words[0] <= head < words[1] for head in heads)


def _head(source: str) -> int:
    """Return where the head of some words for a speaker begins: their last word before a phrase."""
    match = _HEAD.search(source)
    return match.start() if match else 0


def _name_of(quote: SuggestedQuote) -> str:
    return quote.speaker.full if quote.speaker else ""


def _right(outcomes: Iterable[Outcome]) -> int:
    return sum(outcome.has_right_person for outcome in outcomes)
