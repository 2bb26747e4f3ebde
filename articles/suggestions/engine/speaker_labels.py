"""Labels that say who speaks, at the beginning of a line: MARTA KOWALSKA: “…”, REPORTER: “…”."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from articles.suggestions.engine.name_words import TITLES
from articles.suggestions.engine.names import PERSON, Name
from articles.suggestions.engine.people_in_text import surname
from articles.suggestions.engine.spans import Span
from articles.suggestions.engine.word_lists import words as word_set

_LABEL: Final = re.compile(
    r"\s*(?P<label>[^\W\d_][\w’'.& -]{0,60}?)(?:\s*\([^()]{0,40}\))?\s*[:：]\s*(?=[“\"‘'«„(\[])"
)
# Who these are, the text does not say.
_NOBODY: Final = word_set("""
    question answer questioner reporter reporters journalist interviewer interviewee host
    moderator anchor presenter announcer narrator audience crowd caller listener viewer student
    officer court judge witness juror counsel prosecutor defendant clerk operator dispatcher
    translator interpreter voice man woman boy girl child speaker unidentified unknown member
    police protester voiceover
""")
_LETTERS: Final = frozenset({"q", "a"})
# These are no speakers: Update: “…”.
_NO_SPEAKERS: Final = word_set("""
    update updates updated note notes correction clarification photo photos picture caption video
    audio watch listen read related more headline background analysis opinion source sources
    example warning breaking exclusive quote quotes slogan motto title
""")


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its place, and the person whom it names, None if that is not known."""

    start: int
    end: int
    name: Name | None


class Labels:
    """Finds the labels of an article's lines."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self._text = text
        self._people = _people_by_label(names)
        self._starts = sorted(name.start for name in names)

    def find(self, line: Span) -> Label | None:
        """Return the label of a line, or None if the line has none."""
        found = _LABEL.match(self._text, *line)
        if found is None:
            return None
        span = found.span("label")
        words = _words_of(found["label"])
        if not words or _NO_SPEAKERS & {word.lower() for word in words}:
            return None
        people = self._people.get(" ".join(words).casefold(), [])
        if len(people) == 1:
            return Label(*span, people[0])
        if self._has_name_and_more(span, words):
            return None  # NAME released a statement: “…”
        return Label(*span, None) if _may_be_speaker(words) else None

    def _has_name_and_more(self, span: Span, words: Sequence[str]) -> bool:
        index = bisect_left(self._starts, span[0])
        has_name = index < len(self._starts) and self._starts[index] < span[1]
        return has_name and any(word[0].islower() for word in words)


def is_label(text: str, line: Span, end: int) -> bool:
    """Return whether a line begins with a label that ends right before a place."""
    found = _LABEL.match(text, *line)
    return found is not None and found.end() == end and Labels(text, ()).find(line) is not None


def _words_of(label: str) -> list[str]:
    """Return the words of a label without titles."""
    return [word for word in label.split() if word.strip(".").capitalize() not in TITLES]


def _may_be_speaker(words: Sequence[str]) -> bool:
    lowered = {word.strip(".").lower() for word in words}
    if lowered & _NOBODY or lowered <= _LETTERS:
        return True
    is_short = len(words) <= 4  # noqa: PLR2004 - a name, and no sentence
    return is_short and not any(word[0].islower() for word in words)


def _people_by_label(names: Iterable[Name]) -> dict[str, list[Name]]:
    """Return the people of each full name and surname, whatever the case."""
    people = {name.full: name for name in names if name.kind == PERSON and not name.full.isupper()}
    by_label: dict[str, list[Name]] = defaultdict(list)
    for full, name in people.items():
        for label in {full.casefold(), surname(full).casefold()}:
            by_label[label].append(name)
    return dict(by_label)
