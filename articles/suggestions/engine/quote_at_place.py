"""The quote at a place, or of a stretch, that somebody asks about.

At a place it is the quotation around it, a term or a title too: who asks wants it tagged. A stretch
is taken as it is, and is of whoever says the words that it lies in.
"""

from collections.abc import Sequence
from dataclasses import replace

from articles.suggestions.engine.quotation_marks import Quotation, find_quotations
from articles.suggestions.engine.quote_kinds import DIRECT, INDIRECT, PARTIAL, join_paragraphs
from articles.suggestions.engine.spans import Span
from articles.suggestions.engine.suggested_quote import SuggestedQuote

Group = tuple[list[Quotation], str]

_FEW_WORDS = 5


def add_groups_at(text: str, groups: Sequence[Group], asked: Span) -> list[Group]:
    """The groups with all others in the lines of what is asked about, which may go on one of these;
    and selected words that no marks touch."""
    lines = text.rfind("\n", 0, asked[0]) + 1, (text.find("\n", asked[1]) + 1 or len(text) + 1)
    found: list[Group] = [
        (group, _kind_by_length(text[slice(*_span_of(group))]))
        for group in join_paragraphs(find_quotations(text))
        if _touch(_span_of(group), lines) and not any(it[0] == group for it in groups)
    ]
    if asked[0] < asked[1] and not any(
        _touch(_span_of(group), asked) for group, _ in [*groups, *found]
    ):
        found.append(([Quotation(*asked)], INDIRECT))
    return sorted([*groups, *found], key=lambda it: it[0][0].start)


def quote_at(quotes: Sequence[SuggestedQuote], asked: Span) -> SuggestedQuote | None:
    """The quote at the place; of a stretch, its words with whoever says all that it touches."""
    touched = [
        quote for quote in quotes if _touch((quote.segments[0][0], quote.segments[-1][1]), asked)
    ]
    if asked[0] == asked[1]:
        return touched[0] if touched else None
    if not touched:
        return None
    first = replace(touched[0], segments=(asked,))
    if len({it.speaker and it.speaker.full for it in touched}) > 1:
        return replace(first, speaker=None, speaker_words=None, role="", is_sure=False)
    return replace(first, is_sure=all(it.is_sure for it in touched))


def _span_of(group: Sequence[Quotation]) -> Span:
    return group[0].start, group[-1].end


def _touch(span: Span, asked: Span) -> bool:
    """Whether a place lies in the span or at its edge, or a stretch shares some of it."""
    if asked[0] == asked[1]:
        return span[0] <= asked[0] <= span[1]
    return span[0] < asked[1] and asked[0] < span[1]


def _kind_by_length(words: str) -> str:
    return PARTIAL if len(words.split()) < _FEW_WORDS else DIRECT
