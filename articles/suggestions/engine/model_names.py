"""Names that a language model finds, read from spaCy's result. spaCy itself is not imported."""

import re
from collections.abc import Iterator
from typing import Any, Final

from articles.suggestions.engine.capitalised_runs import without_possessive
from articles.suggestions.engine.name_words import GROUPS, NO_ORGANISATIONS, TITLES
from articles.suggestions.engine.names import ORGANISATION, PERSON, Name

KINDS: Final = {"PERSON": PERSON, "ORG": ORGANISATION}
# Time and memory of a model grow with the length of a text.
MOST_AT_ONCE: Final = 100_000

_TITLE = re.compile(rf"(?:(?:{'|'.join(sorted(TITLES, key=len, reverse=True))})\.?\s+)+")
_ARTICLE = re.compile(r"(?:[Tt]he|[Aa]n?)\s+")
_EDGES = " ,.;:–—-“”\"'’()[]"


def names_of_model(model: Any, text: str) -> list[Name]:
    """Return the people and organisations that the model (a spaCy pipeline) finds in the text."""
    return [name for start, part in _parts(text) for name in _names(model, part, start)]


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield parts of limited length with their offsets: whole lines, or else whole words."""
    start = 0
    while start < len(text):
        end = min(start + MOST_AT_ONCE, len(text))
        if end < len(text):
            end = text.rfind("\n", start, end) + 1 or text.rfind(" ", start, end) + 1 or end
        yield start, text[start:end]
        start = end


def _names(model: Any, part: str, offset: int) -> Iterator[Name]:
    for entity in model(part).ents:
        kind = KINDS.get(entity.label_)
        if kind is None:
            continue
        start, end = _trim(part, entity.start_char, entity.end_char, kind)
        exact = part[start:end]
        if _is_name(exact):
            yield Name(start + offset, end + offset, kind, exact, "language model")


def _is_name(exact: str) -> bool:
    has_capital = any(char.isupper() for char in exact) or not any(map(str.islower, exact))
    return bool(exact) and exact[0].isalnum() and has_capital and exact not in NO_ORGANISATIONS


def _trim(text: str, start: int, end: int, kind: str) -> tuple[int, int]:
    line_end = text.find("\n", start, end)
    end = end if line_end < 0 else line_end
    for pattern in (_ARTICLE, *([_TITLE] if kind == PERSON else [])):
        found = pattern.match(text, start, end)
        start = found.end() if found else start
    start, end = without_possessive(text, (start, end))
    while end > start and text[end - 1] in _EDGES and not text[start:end].endswith(("Inc.", "Jr.")):
        end -= 1
    while start < end and text[start] in _EDGES:
        start += 1
    return _trim_group(text, start, end)


def _trim_group(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without a last word that is no part of a name: a day, a picture's label."""
    before, space, last = text[start:end].rpartition(" ")
    return (start, start + len(before)) if space and last.lower() in GROUPS else (start, end)
