"""What became of the tags from one version of a text to the next."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from uuid import UUID

from .composing import compose
from .document import TaggedText
from .tags import ELLIPSIS, MentionTag, QuoteTag, Tag, words

_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ＇]s\b|(?<=s)['’ʼ＇](?!\w)", re.IGNORECASE)
PIECES_SHOWN = 5

Identity = tuple[type[Tag], UUID]
Whole = tuple[Tag, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A tag that both versions have, with other words or another attribution (or both).

    A piece of a mention that was parted is held against the whole, as `old`: the tag of the old
    version, or where there was none the piece itself, with the words of all pieces.
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
    wholes = _parted(before, old.text, new)
    kept: list[Tag] = []
    added: list[Tag] = []
    changed: list[Change] = []
    for identity, tag in after.items():
        if identity in before:
            change = _change(before[identity], words(before[identity], old.text), tag, new.text)
            if change.words_changed or change.reattributed:
                changed.append(change)
            else:
                kept.append(tag)
        elif parted := _change_of_piece(tag, wholes, new.text):
            changed.append(parted)
        else:
            added.append(tag)
    removed = tuple(tag for identity, tag in before.items() if identity not in after)
    return Comparison(tuple(kept), tuple(added), removed, tuple(changed))


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


def _parted(before: Mapping[Identity, Tag], old: str, new: TaggedText) -> dict[UUID, Whole]:
    """What each mention was that the new version has in pieces: the old version's tag, or where
    it had none the first piece, with the words of the first few. Pieces that all read the same
    are copies of one mention."""
    pieces: dict[UUID, dict[str, Tag]] = {}
    for tag in new.tags:
        if isinstance(tag, MentionTag) and tag.part_of:
            pieces.setdefault(tag.part_of, {}).setdefault(words(tag, new.text), tag)
    wholes: dict[UUID, Whole] = {}
    for uuid, parts in pieces.items():
        whole = before.get((MentionTag, uuid))
        first, *_ = parts.values()
        shown = ELLIPSIS.join(islice(parts, PIECES_SHOWN))
        wholes[uuid] = (whole, words(whole, old)) if whole else (first, shown)
    return wholes


def _change_of_piece(tag: Tag, wholes: Mapping[UUID, Whole], text: str) -> Change | None:
    """What parting changed of a piece's words; None for any other tag, and for a copy."""
    if not isinstance(tag, MentionTag) or tag.part_of is None:
        return None
    whole, said = wholes[tag.part_of]
    change = _change(replace(whole, uuid=tag.uuid), said, tag, text)
    return change if change.words_changed else None


def _identity(tag: Tag) -> Identity:
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
