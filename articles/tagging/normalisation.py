"""Unicode normalisation form C (NFC), with the offsets that it changes."""

import re
import unicodedata
from itertools import pairwise

from articles.tagging.errors import UnreadableText

INSIDE = -1
"""The position of a raw offset that falls inside a composed character."""

# Python sorts the marks on a letter by insertion: 20,000 take a second. No script needs ten.
_MAX_CLUSTER = 300

# Hangul vowels and final consonants are letters that compose with the character before them.
_HANGUL_TAIL = re.compile("[\u1160-\u11ff]")


def is_composed(text: str) -> bool:
    """Return whether the text is in NFC."""
    return unicodedata.is_normalized("NFC", text)


def compose(text: str) -> str:
    """Return the text in NFC; raise `UnreadableText` for hundreds of marks on one letter."""
    return text if is_composed(text) else compose_with_positions(text)[0]


def compose_with_positions(text: str) -> tuple[str, list[int]]:
    """Return the text in NFC, and for each of the len+1 raw offsets its offset there.

    An offset inside a character that composing changed is `INSIDE`. Raises as `compose` does.
    """
    clusters = _clusters(text)
    if max(map(len, clusters), default=0) > _MAX_CLUSTER:
        raise UnreadableText(f"The text has more than {_MAX_CLUSTER} marks on one letter.")
    composed = [_compose(cluster) for cluster in clusters]
    result = _compose(text)
    if "".join(composed) != result:
        clusters, composed = [text], [result]
    return result, _positions(clusters, composed)


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _positions(clusters: list[str], composed: list[str]) -> list[int]:
    positions, at = [0], 0
    for raw, done in zip(clusters, composed, strict=True):
        if raw == done:
            positions.extend(range(at + 1, at + len(raw) + 1))
        else:
            positions.extend([INSIDE] * (len(raw) - 1))
            positions.append(at + len(done))
        at += len(done)
    return positions


def _clusters(text: str) -> list[str]:
    """Split into runs of a character and all that may compose with it."""
    starts = [i for i, character in enumerate(text) if i == 0 or not _joins(character)]
    return [text[a:b] for a, b in pairwise([*starts, len(text)])]


def _joins(character: str) -> bool:
    if character < "\u0300":
        return False
    return unicodedata.category(character)[0] == "M" or bool(_HANGUL_TAIL.match(character))
