"""The language of searches: words, "phrases", `or`, `-exclusions` and `prefix*`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

SHORTEST_PREFIX: Final = 3
_PHRASE_MARKS: Final = str.maketrans("“”„‟«»＂", '"""""""')
# One name or number that may be written together: F 16, 1 000, H. W.
_PARTS: Final = (
    r"(?P<parts>(?:[A-Z][A-Za-z]{0,3}|[a-z]) \d{1,4}|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+"
    r"|[A-Z]{1,2}\.?(?: [A-Z]{1,2}\.?)+)(?![^\s\"])"
)
_TERM: Final = re.compile(_PARTS + r'|(?P<minus>-?)"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together in a text, or the beginning of a word.

    `is_phrase`: it was given in quotation marks, and is meant exactly so. `is_in_parts`: its words
    may stand apart, or be written together.
    """

    text: str
    is_excluded: bool = False
    is_prefix: bool = False
    is_phrase: bool = False
    is_in_parts: bool = False


def read_terms(text: str) -> list[list[Term]]:
    """Return the alternatives (parted by `or`), each with its terms."""
    alternatives: list[list[Term]] = [[]]
    for match in _TERM.finditer(text.translate(_PHRASE_MARKS)):
        if (match["word"] or "").lower() == "or":
            alternatives.append([])
        else:
            alternatives[-1] += _terms(match)
    return alternatives


def _terms(match: re.Match[str]) -> Iterator[Term]:
    if match["parts"]:
        yield Term(" ".join(match["parts"].split()), is_in_parts=True)
        return
    if match["word"] is None:
        yield Term(match["phrase"], is_excluded=bool(match["minus"]), is_phrase=True)
        return
    word = match["word"].lstrip("-")
    is_prefix = word.endswith("*") and len(word) > SHORTEST_PREFIX
    yield Term(word, is_excluded=match["word"].startswith("-"), is_prefix=is_prefix)
