"""Lists of words that belong to the rules."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


@cache
def common_words() -> frozenset[str]:
    """Return common English words, in lower case, which may begin a sentence and are no names."""
    return frozenset(word for line in _lines("common_words.txt") for word in line)


@cache
def places() -> frozenset[str]:
    """Return single words in lower case that name countries, states and big cities."""
    return frozenset(word for line in _lines("places.txt") for word in line)


@cache
def given_names() -> Mapping[str, str]:
    """Return given names in lower case, each with m, f, or n for both."""
    return MappingProxyType(
        {name: line[0] for line in _lines("given_names.txt") for name in line[1:]}
    )


def _lines(name: str) -> Iterator[list[str]]:
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    return (line.split() for line in text.splitlines() if not line.startswith("#"))
