"""Combination of the names that rules find with those of a language model."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from articles.suggestions.engine.names import ORGANISATION, PERSON, Name
from articles.suggestions.engine.rules import GUESSED, NAME_RULES
from articles.suggestions.engine.spans import Spans

KINDS = (PERSON, ORGANISATION)


def combine_names(by_rules: Sequence[Name], by_model: Sequence[Name]) -> list[Name]:
    """Return the names of the rules, and those that only the model has found.

    A name that both have found is sure. A guess of the rules is left out if the model contradicts
    it: by the other kind, or by a longer name.
    """
    seen = {(name.span, name.kind) for name in by_model}
    longest = {kind: Spans(name.span for name in by_model if name.kind == kind) for kind in KINDS}
    kept = []
    for name in by_rules:
        if (name.span, name.kind) in seen:
            kept.append(replace(name, is_sure=True))
        elif NAME_RULES.get(name.rule) is not GUESSED or not _is_contradicted(name, longest):
            kept.append(name)
    taken = Spans(name.span for name in kept)
    return [*kept, *(name for name in by_model if not taken.overlaps(name.span))]


def _is_contradicted(name: Name, by_model: Mapping[str, Spans]) -> bool:
    own = by_model[name.kind]
    others = [spans for kind, spans in by_model.items() if kind != name.kind]
    if any(other.overlaps(name.span) for other in others):
        return True
    return own.start_after(name.start, name.end) >= name.end and own.contains(name.start)
