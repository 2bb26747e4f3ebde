"""Compare the tags of two versions of a text."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from uuid import UUID

from articles.tagging.normalisation import compose

from .document import TaggedText
from .tags import ELLIPSIS, MentionTag, QuoteTag, Tag, words

_POSSESSIVE = re.compile(r"(?<=[^\W\d_])['’ʼ＇]s\b|(?<=s)['’ʼ＇](?!\w)", re.IGNORECASE)
# Soft hyphens, joiners, marks of direction: Unicode's category Cf, as far as texts have it.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
_MINUS = "\u2212"
_MARKS = dict.fromkeys("'’‘‚‛ʼʻ＇", "'") | dict.fromkeys('"“”„‟«»‹›＂「」『』〝〞〟', '"')
PIECES_SHOWN = 5

Identity = tuple[type[Tag], UUID]
Whole = tuple[Tag, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A tag that both versions have, with other words or another attribution (or both).

    If a mention was split into pieces, each piece is compared with the whole, as `old`: the tag of
    the old version or, if there was none, the piece itself with the words of all pieces.
    `reattributed` means another entity, speaker, kind, role, cue, source or date.
    """

    old: Tag
    new: Tag
    old_words: str
    new_words: str
    words_changed: bool
    reattributed: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The tags of two versions: kept (wherever they stand now), added, removed and changed.

    `kept` and `added` are tags of the new version, `removed` of the old one.
    """

    kept: tuple[Tag, ...]
    added: tuple[Tag, ...]
    removed: tuple[Tag, ...]
    changed: tuple[Change, ...]


def compare(old: TaggedText, new: TaggedText) -> Comparison:
    """Compare tags by kind and uuid.

    White space and paragraph breaks inside a tag do not count as words.
    """
    before = {_identity(tag): tag for tag in old.tags}
    after = {_identity(tag): tag for tag in new.tags}
    wholes = _wholes_of_pieces(before, old.text, new)
    kept: list[Tag] = []
    added: list[Tag] = []
    changed: list[Change] = []
    for identity, tag in after.items():
        if identity in before:
            change = _compare_tag(
                before[identity], words(before[identity], old.text), tag, new.text
            )
            if change.words_changed or change.reattributed:
                changed.append(change)
            else:
                kept.append(tag)
        elif parted := _compare_piece(tag, wholes, new.text):
            changed.append(parted)
        else:
            added.append(tag)
    removed = tuple(tag for identity, tag in before.items() if identity not in after)
    return Comparison(tuple(kept), tuple(added), removed, tuple(changed))


def same_words(one: str, other: str) -> bool:
    """Return whether two texts say the same words.

    They may differ in quotation marks, apostrophes, dashes, white space, a possessive, and the case
    of words that are not in capitals: "Jean-Luc" is "Jean Luc". Signs beside a number count ("-5",
    "2.5", "'90s"), as does every symbol, every other sign, and "US" against "us". The editor's
    `sameWords` follows the same rules.
    """
    first, second = compose(one), compose(other)
    if _comparable_words(first) == _comparable_words(second):
        return True
    return _comparable_words(_POSSESSIVE.sub("", first)) == _comparable_words(
        _POSSESSIVE.sub("", second)
    )


def needs_review(change: Change, names: Collection[str] = ()) -> bool:
    """Return whether a person has to confirm the changed words.

    `names` are those of the entity, aliases included. A changed direct or partial quote always
    needs a review. A mention or an indirect quote needs one where `same_words` is false, unless a
    mention now reads as one of the names.
    """
    if not change.words_changed:
        return False
    if isinstance(change.new, QuoteTag):
        return change.new.kind != "indirect" or not same_words(change.old_words, change.new_words)
    return not any(same_words(change.new_words, name) for name in (change.old_words, *names))


def _compare_tag(old: Tag, old_words: str, new: Tag, text: str) -> Change:
    new_words = words(new, text)
    return Change(
        old=old,
        new=new,
        old_words=old_words,
        new_words=new_words,
        words_changed=old_words.split() != new_words.split(),
        reattributed=replace(old, segments=new.segments) != new,
    )


def _wholes_of_pieces(
    before: Mapping[Identity, Tag], old: str, new: TaggedText
) -> dict[UUID, Whole]:
    """Return the whole of each mention that the new version has in pieces, by uuid.

    The whole is the old version's tag or, if there was none, the first piece with the words of the
    first few. Pieces that all read the same are copies of one mention.
    """
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


def _compare_piece(tag: Tag, wholes: Mapping[UUID, Whole], text: str) -> Change | None:
    """Return how splitting changed a piece's words; None for other tags and for a copy."""
    if not isinstance(tag, MentionTag) or tag.part_of is None:
        return None
    whole, whole_words = wholes[tag.part_of]
    change = _compare_tag(replace(whole, uuid=tag.uuid), whole_words, tag, text)
    return change if change.words_changed else None


def _identity(tag: Tag) -> Identity:
    return type(tag), tag.uuid


def _comparable_words(text: str) -> list[str]:
    """Return the words of a text in the form in which they are compared."""
    text = " ".join(_UNSEEN.sub("", text).split())
    plain = "".join(_comparable_character(text, at) for at in range(len(text)))
    return [word if _is_in_capitals(word) else word.lower() for word in plain.split()]


def _comparable_character(text: str, at: int) -> str:
    """Return a character as compared: marks count beside a number only, dashes are a space."""
    character = text[at]
    if mark := _MARKS.get(character):
        return mark if _is_in_category(text[at - 1 : at] + text[at + 1 : at + 2], "N") else ""
    if character == _MINUS:
        return "-"
    if unicodedata.category(character) != "Pd":
        return character
    beside = text[max(0, at - 2) : at].rstrip()[-1:] + text[at + 1 : at + 3].lstrip()[:1]
    return "-" if "." in beside or _is_in_category(beside, "NS") else " "


def _is_in_category(characters: str, categories: str) -> bool:
    return any(unicodedata.category(character)[0] in categories for character in characters)


def _is_in_capitals(word: str) -> bool:
    """Return whether a word has two capitals and no small letter except the "s" of a plural."""
    found = [unicodedata.category(character) for character in word.removesuffix("s")]
    return found.count("Lu") > 1 and not {"Ll", "Lt"} & set(found)
