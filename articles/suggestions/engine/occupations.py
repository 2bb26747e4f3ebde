"""Words for occupations and offices, grouped by field."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from articles.suggestions.engine.word_lists import words

# Words for anybody, which distinguish nobody.
_NEUTRAL: Final = words("""
    man woman boy girl person people father mother son daughter brother sister wife husband widow
    widower parent grandfather grandmother uncle aunt cousin nephew niece friend neighbour neighbor
    resident native citizen local victim witness passenger survivor partner spouse fiancé fiancée
    colleague visitor tourist pensioner retiree teenager child adult member supporter fan reader
    viewer voter critic opponent rival ally one
""")
_WORD: Final = re.compile(r"[^\W\d_][\w-]*")
_AGENT: Final = re.compile(
    r"[a-z]{3,}(?:ologist|ographer|ician|smith|keeper|maker|wright|monger|fighter|worker|man|woman)$"
)


def fields_of(text: str) -> set[str]:
    """Return the fields of all occupations in the text."""
    found: set[str] = set()
    for word in _WORD.findall(text.lower()):
        found |= _fields().get(word) or _fields().get(word.removesuffix("s")) or set()
    return found


def is_occupation(phrase: str) -> bool:
    """Return whether the phrase has a word for an occupation, known or by its ending."""
    return bool(fields_of(phrase)) or any(
        _AGENT.fullmatch(word) and word not in _NEUTRAL for word in _WORD.findall(phrase.lower())
    )


def is_neutral(phrase: str) -> bool:
    """Return whether the phrase fits anybody: a father of three."""
    found = {*_WORD.findall(phrase.lower())}
    return bool(found & _NEUTRAL) and not is_occupation(phrase)


@cache
def _fields() -> Mapping[str, frozenset[str]]:
    fields: dict[str, set[str]] = defaultdict(set)
    text = (files(__package__) / "data" / "occupations.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        field, *members = line.split() if not line.startswith("#") else ("",)
        for word in members:
            fields[word].add(field)
    return {word: frozenset(own) for word, own in fields.items()}
