"""Words beside a name, which show whether it is part of a longer name."""

import re

from articles.suggestions.engine.name_words import GROUPS, TITLES
from articles.suggestions.engine.spans import Span
from articles.suggestions.engine.word_lists import common_words, given_names

WORD_BEFORE = re.compile(r"([^\W\d_][\w.’'-]*) $")
_WORD_AFTER = re.compile(r" ([^\W\d_][\w’'-]*)")
_BESIDE = 24


def is_part_of_longer_name(text: str, span: Span) -> bool:
    """Return whether capitalised words beside a surname are of the same name: Steve Austin."""
    before = WORD_BEFORE.search(text, max(0, span[0] - _BESIDE), span[0])
    if before and before[1][0].isupper() and not _may_precede(before[1]):
        return True
    after = _WORD_AFTER.match(text, span[1])
    return bool(after and after[1][0].isupper() and not _may_follow(after[1]))


def _may_precede(word: str) -> bool:
    if word.endswith(("'s", "’s")):
        return True
    bare = word.rstrip(".")
    if bare != word and len(bare) > 1:
        return True  # a title, or the end of the sentence before
    is_shouted = len(bare) > 1 and bare.isupper()
    return bare in TITLES or bare.lower() in GROUPS or is_shouted or _is_ordinary(bare)


def _may_follow(word: str) -> bool:
    return word.lower() in GROUPS or _is_ordinary(word)


def _is_ordinary(word: str) -> bool:
    return word.lower() in common_words() and word.lower() not in given_names()
