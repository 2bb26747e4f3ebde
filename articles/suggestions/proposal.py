"""A proposed tag: the one definition of the fields that rows, tokens and decisions hold."""

from typing import Any, Final

import msgspec

from articles.suggestions.engine.doubts import Doubt
from articles.tagging import Field, Segment

SURE_SCORE: Final = 0.95
LIKELY_SCORE: Final = 0.67
"""The share of right suggestions of either class on news (docs/decisions/suggestions.md)."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A tag that is proposed. Offsets are code points in the plain text of `field`.

    `entities` are the ids of those who may be meant (of a quote: the speakers). There are several
    if none can be chosen, and none for a new `name`. Only a sure proposal may be preselected;
    `doubt` says why a proposal that looks sure is not. Each field is a column of `Suggestion` too.
    """

    kind: str
    field: Field
    segments: tuple[Segment, ...]
    exact: str
    fingerprint: str
    name: str
    entity_kind: str
    entities: tuple[int, ...]
    engine: str
    rule: str
    is_sure: bool
    quote_kind: str = ""
    role: str = ""
    cue: str = ""
    source: str = ""
    doubt: Doubt | None = None

    @property
    def start(self) -> int:
        return self.segments[0][0]

    @property
    def end(self) -> int:
        return self.segments[-1][1]

    @property
    def score(self) -> float:
        return SURE_SCORE if self.is_sure else LIKELY_SCORE

    def columns(self) -> dict[str, Any]:
        """Return the columns of a `Suggestion` that hold the proposal, as plain values."""
        derived = {"start": self.start, "end": self.end, "score": self.score}
        return msgspec.to_builtins(self) | derived


def read_proposal(source: Any) -> Proposal:
    """Return the proposal of a row or of a mapping, which may have more than its fields."""
    return msgspec.convert(source, Proposal, from_attributes=True)
