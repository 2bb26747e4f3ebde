"""Suggested quotes."""

from dataclasses import dataclass

from articles.suggestions.engine.doubts import Doubt
from articles.suggestions.engine.names import Name
from articles.suggestions.engine.spans import Span


@dataclass(frozen=True, slots=True)
class SuggestedQuote:
    """A suggested quote, with a segment for each run of words, with the marks.

    `speaker` is None if nobody is named; `role` then has the words for the speaker ("a neighbour").
    `doubt` says that the speaker is a guess.
    """

    segments: tuple[Span, ...]
    kind: str
    speaker: Name | None
    speaker_words: Span | None
    role: str
    cue: str
    source: str
    rule: str
    is_sure: bool
    doubt: Doubt | None = None
