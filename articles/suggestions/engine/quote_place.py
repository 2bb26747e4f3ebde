"""The place of a quote, and the words of the paper beside it."""

from dataclasses import dataclass

from articles.suggestions.engine.spans import Span


@dataclass(frozen=True, slots=True)
class Place:
    """The words of a quote in one paragraph, and the spans without quotes beside them.

    `last` is the last character of the quote, without marks.
    """

    start: int
    end: int
    line: Span
    before: Span
    after: Span
    last: str
