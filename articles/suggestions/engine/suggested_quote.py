"""A quote as it is suggested."""

from dataclasses import dataclass

from articles.suggestions.engine.names import Name
from articles.suggestions.engine.spans import Span


@dataclass(frozen=True, slots=True)
class SuggestedQuote:
    """A suggested quote: a segment for each run of its words, marks included.

    `speaker` is None where nobody is named; `role` then has the words that say who ("a neighbour").
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
