"""Scores of suggestions against gold texts, whose quotes, speakers and names are known.

A predicted span is exact if it has the offsets of a gold one, without white space and marks at the
ends; it overlaps if they share nine tenths of what both cover. Gold spans with `ignore` do not
count. Speakers are counted on the gold quotes that were found: strictly by the whole name, or
leniently if one name is part of the other (Austin, Lloyd Austin) or an initial stands for a given
name, but not with another given name. End to end is the right span with (leniently) the right
speaker, as a share of all gold quotes with a speaker.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from articles.suggestions.engine.spans import Span
from articles.suggestions.engine.word_lists import words

SAME: Final = 0.9
_HALF: Final = 0.5
_MARKS: Final = "\"“”„«»‟'‘’`"
_HONOURS: Final = words(
    """mr mrs ms miss dr prof professor sir lord lady president sen senator rep gov governor gen
    general col minister prime secretary judge justice the a an"""
)

Item = Mapping[str, Any]
Scores = dict[str, float]


@dataclass(frozen=True, slots=True)
class Document:
    """The quotes and names of a text, either gold or suggested."""

    text: str
    quotes: Sequence[Item] = ()
    people: Sequence[Item] = ()
    organisations: Sequence[Item] = ()
    scare: Sequence[Item] = ()


@dataclass
class Tally:
    """Counts of one measure over all texts."""

    gold: int = 0
    predicted: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in per cent."""
        both = self.gold + self.predicted
        return 200 * self.right / both if both else 0.0


@dataclass
class Scorer:
    """Adds up the scores of texts."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Document, predicted: Document) -> None:
        for kind in ("people", "organisations"):
            self._add_names(kind, gold, predicted)
        self._add_quotes(gold, predicted)

    def scores(self) -> Scores:
        """Return every measure in per cent, and the number of scare quotes taken for quotes."""
        counts = self.counts
        scores = {f"{name} F1": round(tally.f1, 1) for name, tally in self.tallies.items()}
        for kind in ("all", "named"):
            found = counts[f"{kind} found"]
            scores[f"speakers, {kind}, strict"] = percent(counts[f"{kind} strict"], found)
            scores[f"speakers, {kind}, lenient"] = percent(counts[f"{kind} lenient"], found)
        end_to_end = percent(counts["all lenient"], counts["all gold"])
        return scores | {
            "end to end": end_to_end,
            "scare quotes taken": float(counts["scare taken"]),
            "scare quotes": float(counts["scare"]),
        }

    def _tally(self, name: str) -> Tally:
        return self.tallies.setdefault(name, Tally())

    def _add_names(self, kind: str, gold: Document, predicted: Document) -> None:
        truth = _GoldSpans.of(gold, getattr(gold, kind))
        guesses = truth.select_predictions(predicted, getattr(predicted, kind))
        exact = [(span, item) for span, item in guesses if span in truth.real]
        linked = [
            span
            for span, item in exact
            if same_name(item.get("name"), truth.real[span].get("name"))
        ]
        self._count(kind, truth, guesses, len(exact))
        self._count(f"{kind}, linked", truth, guesses, len(linked))

    def _add_quotes(self, gold: Document, predicted: Document) -> None:
        truth = _GoldSpans.of(gold, gold.quotes)
        guesses = truth.select_predictions(predicted, predicted.quotes)
        matched = match_spans([*truth.real], [span for span, _ in guesses])
        self._count("quotes", truth, guesses, len(matched))
        exact = sum(1 for span, _ in guesses if span in truth.real)
        self._count("quotes, exact", truth, guesses, exact)
        predicted_items = dict(guesses)
        for span, item in truth.real.items():
            if item.get("speaker"):
                self._add_speaker(item, predicted_items[matched[span]] if span in matched else None)
        self.counts["scare"] += len(gold.scare)
        spans = [span for span, _ in guesses]
        for item in gold.scare:
            scare = trim(gold.text, item)
            self.counts["scare taken"] += any(_overlap(scare, span) >= _HALF for span in spans)

    def _count(self, name: str, truth: "_GoldSpans", guesses: Sequence[Any], right: int) -> None:
        tally = self._tally(name)
        tally.gold += len(truth.real)
        tally.predicted += len(guesses)
        tally.right += right

    def _add_speaker(self, gold: Item, predicted: Item | None) -> None:
        who = gold.get("speaker_kind") or "named"
        is_like = like_name if who == "named" else like_role
        for kind in {"all", who}:
            self.counts[f"{kind} gold"] += 1
            if predicted is not None:
                names = predicted.get("speaker"), gold["speaker"]
                self.counts[f"{kind} found"] += 1
                self.counts[f"{kind} strict"] += same_name(*names)
                self.counts[f"{kind} lenient"] += is_like(*names)


@dataclass(frozen=True, slots=True)
class _GoldSpans:
    """Gold spans of one kind in one text."""

    real: dict[Span, Item]
    ignored: list[Span]

    @classmethod
    def of(cls, document: Document, items: Iterable[Item]) -> "_GoldSpans":
        spans = [(trim(document.text, item), item) for item in items]
        real = {span: item for span, item in spans if not item.get("ignore")}
        return cls(real, [span for span, item in spans if item.get("ignore")])

    def select_predictions(
        self, document: Document, items: Iterable[Item]
    ) -> list[tuple[Span, Item]]:
        """Return the predicted spans that count, each once."""
        spans: dict[Span, Item] = {}
        for item in items:
            span = trim(document.text, item)
            if span[0] < span[1] and not self._is_ignored(span):
                spans.setdefault(span, item)
        return [*spans.items()]

    def _is_ignored(self, span: Span) -> bool:
        touches = any(_overlap(span, other) > 0 for other in self.ignored)
        return touches and not any(_overlap(span, other) >= _HALF for other in self.real)


def same_name(one: str | None, other: str | None) -> bool:
    """Return whether two names are the same, except for case, accents, punctuation and titles."""
    first, second = _words(one), _words(other)
    return bool(first) and first == second


def like_name(one: str | None, other: str | None) -> bool:
    """Return whether one name is part of the other, or given names fit and surnames are the same.

    An initial fits a given name; another given name does not.
    """
    first, second = _words(one), _words(other)
    if not first or not second:
        return False
    return _is_part(first, second) or (first[-1] == second[-1] and _fits(first[0], second[0]))


def like_role(one: str | None, other: str | None) -> bool:
    """Return whether one of two roles ("a neighbour") is part of the other, or both end alike."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return False
    return _is_part(first, second) or first[-1] == second[-1]


def _is_part(first: Sequence[str], second: Sequence[str]) -> bool:
    return set(first) <= set(second) or set(second) <= set(first)


def _fits(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _words(name: str | None) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", name or "")
    bare = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", bare))
    while len(words) > 1 and words[0] in _HONOURS:
        words = words[1:]
    return words


def trim(text: str, item: Item) -> Span:
    """Return the span of an item without white space and marks at its ends."""
    start, end = item["start"], item["end"]
    while start < end and (text[start].isspace() or text[start] in _MARKS):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _MARKS):
        end -= 1
    return start, end


def _overlap(one: Span, other: Span) -> float:
    """Return what two spans have in common, as a share of what both cover together."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / (max(one[1], other[1]) - min(one[0], other[0])) if common > 0 else 0.0


def match_spans(gold: Sequence[Span], predicted: Sequence[Span]) -> dict[Span, Span]:
    """Return for gold spans the predicted span that overlaps best, each used once."""
    pairs = ((_overlap(one, other), one, other) for one in gold for other in predicted)
    matched: dict[Span, Span] = {}
    used: set[Span] = set()
    for share, one, other in sorted(pairs, key=lambda pair: -pair[0]):
        if share >= SAME and one not in matched and other not in used:
            matched[one] = other
            used.add(other)
    return matched


def percent(part: int, whole: int) -> float:
    """Return a share in per cent; 0 of nothing."""
    return round(100 * part / whole, 1) if whole else 0.0
