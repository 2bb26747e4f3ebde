"""Names of the rules and of a language model, made one list."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from articles.suggestions.engine.names import ORGANISATION, PERSON, Name
from articles.suggestions.engine.spans import Spans

KINDS = (PERSON, ORGANISATION)
# What the rules read from capitals and the like.
_GUESSED = frozenset({"capitals", "surname again", "cue alone", "subject of a cue"})


def combine_names(by_rules: Sequence[Name], by_model: Sequence[Name]) -> list[Name]:
    """The rules' names and those that the model alone has found.

    A guess is sure where the model shares it, and gives way where the model sees something else:
    the other kind, or a longer name.
    """
    seen = {(name.span, name.kind) for name in by_model}
    longest = {kind: Spans(it.span for it in by_model if it.kind == kind) for kind in KINDS}
    kept = []
    for name in by_rules:
        if (name.span, name.kind) in seen:
            kept.append(replace(name, is_sure=True))
        elif name.rule not in _GUESSED or not _is_contradicted(name, longest):
            kept.append(name)
    taken = Spans(name.span for name in kept)
    return [*kept, *(name for name in by_model if not taken.overlaps(name.span))]


def _is_contradicted(name: Name, by_model: Mapping[str, Spans]) -> bool:
    own, others = by_model[name.kind], [it for kind, it in by_model.items() if kind != name.kind]
    if any(other.overlaps(name.span) for other in others):
        return True
    return own.start_after(name.start, name.end) >= name.end and own.contains(name.start)
