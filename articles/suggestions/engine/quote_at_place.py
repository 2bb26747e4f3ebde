"""The quote at a place or of a span, for an editor who asks for it.

At a place, it is the quotation around it, even if that looks like a term or a title. A span is
taken as it is; its speaker is the speaker of the words around it.
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
    """Return the groups, all other quotations in the lines of `asked`, and a span without marks.

    The quotations in these lines are needed since one may continue another.
    """
    lines = text.rfind("\n", 0, asked[0]) + 1, (text.find("\n", asked[1]) + 1 or len(text) + 1)
    found: list[Group] = [
        (group, _kind_by_length(text[slice(*_span_of(group))]))
        for group in join_paragraphs(find_quotations(text))
        if _touch(_span_of(group), lines) and not any(known == group for known, _ in groups)
    ]
    if asked[0] < asked[1] and not any(
        _touch(_span_of(group), asked) for group, _ in [*groups, *found]
    ):
        found.append(([Quotation(*asked)], INDIRECT))
    return sorted([*groups, *found], key=lambda group: group[0][0].start)


def quote_at(quotes: Sequence[SuggestedQuote], asked: Span) -> SuggestedQuote | None:
    """Return the quote at the place, or the span as a quote of the one speaker whom it touches."""
    touched = [
        quote for quote in quotes if _touch((quote.segments[0][0], quote.segments[-1][1]), asked)
    ]
    if asked[0] == asked[1]:
        return touched[0] if touched else None
    if not touched:
        return None
    first = replace(touched[0], segments=(asked,))
    if len({quote.speaker and quote.speaker.full for quote in touched}) > 1:
        return replace(first, speaker=None, speaker_words=None, role="", is_sure=False, doubt=None)
    return replace(first, is_sure=all(quote.is_sure for quote in touched))


def _span_of(group: Sequence[Quotation]) -> Span:
    return group[0].start, group[-1].end


def _touch(span: Span, asked: Span) -> bool:
    """Return whether `asked` is a place in the span or at the edge, or a span that overlaps it."""
    if asked[0] == asked[1]:
        return span[0] <= asked[0] <= span[1]
    return span[0] < asked[1] and asked[0] < span[1]


def _kind_by_length(words: str) -> str:
    return PARTIAL if len(words.split()) < _FEW_WORDS else DIRECT
