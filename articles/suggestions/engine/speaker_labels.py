"""Labels that say who speaks, at the beginning of a line: MARTA KOWALSKA: “…”, REPORTER: “…”."""

import re
from collections.abc import Iterable
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
    q a question answer questioner reporter reporters journalist interviewer interviewee host
    moderator anchor presenter announcer narrator audience crowd caller listener viewer student
    officer court judge witness juror counsel prosecutor defendant clerk operator dispatcher
    translator interpreter voice man woman boy girl child speaker unidentified unknown member
    police protester voiceover f r
""")
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


def find_label(text: str, line: Span, names: Iterable[Name]) -> Label | None:
    """Return the label of a line, or None if the line has none."""
    found = _LABEL.match(text, *line)
    if found is None:
        return None
    span = found.span("label")
    words = [word for word in found["label"].split() if word.strip(".") not in TITLES]
    lowered = [word.strip(".").lower() for word in words]
    if not words or _NO_SPEAKERS & {*lowered}:
        return None
    if name := _person_of(" ".join(words), names):
        return Label(*span, name)
    is_generic = bool(_NOBODY & {*lowered})
    is_name = found["label"].isupper() or all(word[0].isupper() for word in words)
    return Label(*span, None) if is_generic or (is_name and _is_short(words)) else None


def is_label(text: str, line: Span, end: int) -> bool:
    """Return whether a line begins with a label that ends right before a place."""
    found = _LABEL.match(text, *line)
    return found is not None and found.end() == end and find_label(text, line, ()) is not None


def _is_short(words: list[str]) -> bool:
    return len(words) <= 4  # noqa: PLR2004 - a name, and no sentence


def _person_of(label: str, names: Iterable[Name]) -> Name | None:
    """Return the one person of this full name or surname, whatever the case."""
    wanted = label.casefold()
    people = {name.full: name for name in names if name.kind == PERSON and name.full.isprintable()}
    known = [
        name
        for full, name in people.items()
        if not full.isupper() and wanted in (full.casefold(), surname(full).casefold())
    ]
    return known[0] if len(known) == 1 else None
