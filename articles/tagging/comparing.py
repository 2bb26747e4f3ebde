"""What became of the tags from one version of a text to the next."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from .composing import compose
from .document import TaggedText
from .tags import QuoteTag, Tag, words

_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ＇]s\b|(?<=s)['’ʼ＇](?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Change:
    """A tag that both versions have, with other words or another attribution (or both).

    `reattributed`: another entity, speaker, kind, role, cue, source or date.
    """

    old: Tag
    new: Tag
    old_words: str
    new_words: str
    words_changed: bool
    reattributed: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The new version's tags that are as they were (wherever they stand now) or new, the old
    version's that are gone, and the changed ones.
    """

    kept: tuple[Tag, ...]
    added: tuple[Tag, ...]
    removed: tuple[Tag, ...]
    changed: tuple[Change, ...]


def compare(old: TaggedText, new: TaggedText) -> Comparison:
    """Tags by kind and uuid. White space and paragraph breaks inside a tag are not words."""
    before = {_identity(tag): tag for tag in old.tags}
    after = {_identity(tag): tag for tag in new.tags}
    kept: list[Tag] = []
    changed: list[Change] = []
    for identity, tag in after.items():
        if identity in before:
            change = _change(before[identity], words(before[identity], old.text), tag, new.text)
            if change.words_changed or change.reattributed:
                changed.append(change)
            else:
                kept.append(tag)
    added = tuple(tag for identity, tag in after.items() if identity not in before)
    removed = tuple(tag for identity, tag in before.items() if identity not in after)
    return Comparison(tuple(kept), added, removed, tuple(changed))


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in no more than case, punctuation, white space at their ends, or
    a possessive (EDITOR.md, rule 4). "Jean-Luc" is "Jean Luc" and "U.S." is "US".
    """
    first, second = _without_possessive(one), _without_possessive(other)
    return _letters(first, " ") == _letters(second, " ") or _letters(first, "") == _letters(
        second, ""
    )


def needs_review(change: Change, names: Collection[str] = ()) -> bool:
    """Whether a person has to confirm the changed words; `names` are the entity's and aliases.

    A direct or partial quote always: its words are somebody's. A mention or an indirect quote
    where `same_words` says no, unless a mention now reads one of the names.
    """
    if not change.words_changed:
        return False
    if isinstance(change.new, QuoteTag):
        return change.new.kind != "indirect" or not same_words(change.old_words, change.new_words)
    return not any(same_words(change.new_words, name) for name in (change.old_words, *names))


def _change(old: Tag, old_words: str, new: Tag, text: str) -> Change:
    new_words = words(new, text)
    return Change(
        old=old,
        new=new,
        old_words=old_words,
        new_words=new_words,
        words_changed=old_words.split() != new_words.split(),
        reattributed=replace(old, segments=new.segments) != new,
    )


def _identity(tag: Tag) -> tuple[type[Tag], UUID]:
    return type(tag), tag.uuid


def _without_possessive(text: str) -> str:
    return _POSSESSIVE.sub("", compose(text))


def _letters(text: str, gap: str) -> str:
    """Letters, marks and numbers, case folded, with `gap` for punctuation and symbols between."""
    kept = "".join(_letter(character, gap) for character in text.casefold())
    return " ".join(kept.split())


def _letter(character: str, gap: str) -> str:
    category = unicodedata.category(character)
    if category[0] in "LMN":
        return character
    if category == "Cf":  # soft hyphens, joiners, marks of direction
        return ""
    return " " if character.isspace() else gap
