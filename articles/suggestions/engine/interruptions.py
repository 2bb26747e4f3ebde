"""Interruptions within the marks of a quote, as French and Spanish have: « …, dit NAME, … »."""

import re
from typing import Final, NamedTuple

from articles.suggestions.engine.cues import Cues
from articles.suggestions.engine.spans import Span

# The comma or dash before a verb, with an auxiliary between: “, a insisté NAME, ”.
_BEFORE: Final = re.compile(r"[,—–]\s*(?:a|ont|s’est|a-t-il|a-t-elle|avait|hat)?\s*$")
_BEHIND: Final = re.compile(r"[,—–]")
_LONGEST_AUXILIARY: Final = 16


class Interruption(NamedTuple):
    """The reporting verb of an interruption, the words before it, and the words behind it."""

    cue: str
    before: Span
    behind: Span


def find_interruption(text: str, quote: Span, cues: Cues) -> Interruption | None:
    """Return the first interruption of a quote, or None; English closes its marks before one."""
    if cues.has_phrases:
        return None
    for cue in cues.strong.finditer(text, *quote):
        lead = max(quote[0], cue.start() - _LONGEST_AUXILIARY)
        before = _BEFORE.search(text[lead : cue.start()])
        behind = _BEHIND.search(text, cue.end(), quote[1])
        if before and behind:
            return Interruption(
                cue.group(),
                (lead + before.start(), cue.start()),
                (cue.end(), behind.start()),
            )
    return None
