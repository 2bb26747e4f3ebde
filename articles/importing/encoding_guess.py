"""A guess at the encoding of a text, which reads it in each that newsrooms use.

A reading counts if the letters are those of a language that is written in this encoding, and if
that language's commonest words stand in it. Only if all readings that count are the same text is
the guess certain, and never by names in English copy alone: few letters tell little. Of short texts
charset-normalizer was wrong for every third.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

LONGEST_READ: Final = 100_000  # bytes; of what follows, only lines that are not ASCII
MOST_FOREIGN: Final = 0.02  # of the characters that are not ASCII
FEWEST_COMMON: Final = 0.08  # of the words
FEWEST_OF_BEST: Final = 0.5  # of the common words of the language that has most of them

NAMES: Final = "English with names of Central Europe"
ENGLISH: Final = "the of and to in a is that for it was on said with he"
# Letters beside ASCII, and the commonest words.
LANGUAGES: Final = {
    "en": ("éèêëàâçïöüñôæøÉ", ENGLISH),
    NAMES: ("ąćčďđęěéłńňőóřśšťűúůýźžżáöüçÁČĆĐĽŁÓÖŘŚŠŤÚÜÝŹŽŻë", ENGLISH),
    "fr": (
        "àâæçéèêëîïôœùûüÿÀÂÇÉÈÊÎÔŒ",
        "le la les de des du et en un une que est à dans pour qui au sur pas a l d n",
    ),
    "de": (
        "äöüßéÄÖÜ",
        "der die das und in den von zu mit sich des auf für ist im nicht ein eine es nur wir am",
    ),
    "es": (
        "áéíóúüñÁÉÍÓÚÑ¿¡",
        "el la de que y en los las un una por con no se del al lo su para después",
    ),
    "it": (
        "àèéìíîòóùúÈÀÌÒÙ",
        "il la di che e è in un una per non con del della le i si sono ha",
    ),
    "pt": (
        "ãáàâçéêíõóôúüÃÁÀÂÇÉÊÍÕÓÔÚ",
        "o a de que e é em um uma os as do da para com não no na se por mais à",
    ),
    "pl": (
        "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
        "w i z na się nie do to że jest od o a po ale są już jak przed jego",
    ),
    "cs": (
        "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ",
        "a v se na je že to s z do o i ve pro za by jsem ale",
    ),
    "ru": (
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ№",
        "в и не на что он с как по это но из у за от о к его я а",
    ),
    "ar": (
        "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْ،؛؟ـ",
        "في من على أن إلى عن مع هذا بعد قال التي الذي لا ما إن",
    ),
}
WESTERN: Final = ("en", "fr", "de", "es", "it", "pt")
CENTRAL: Final = ("pl", "cs", "de", NAMES)
COMMON: Final = {name: frozenset(common.split()) for name, (_, common) in LANGUAGES.items()}
# The commonest first: it is named where several read the same text.
ENCODINGS: Final = {
    "cp1252": WESTERN,
    "cp1250": CENTRAL,
    "iso8859_2": CENTRAL,
    "cp1251": ("ru",),
    "koi8_r": ("ru",),
    "cp1256": ("ar",),
    "iso8859_6": ("ar",),
    "iso8859_15": WESTERN,
    "mac_roman": WESTERN,
}
# Writings that mix with no Latin letters in a word.
OWN_SCRIPT: Final = frozenset({"cp1251", "koi8_r", "cp1256", "iso8859_6"})
ASCII_LETTER: Final = re.compile("[A-Za-z]")
PUNCTUATION: Final = frozenset("‘’“”„‚«»–—…•€£§°©®™½¼¾·\u00a0²³×")
WORD: Final = re.compile(r"[^\W\d_]+")
NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
# Marks within a word or at the wrong side of it, and letters that touch the sign before them: as a
# wrong reading makes.
ODD: Final = re.compile(
    r"[^\W\d_][“”„‚«»–—…•€£§°©®™½¼¾·×][^\W\d_]|[.,;:!?][^\x00-\x7f\W\d_]"
    r"|[^\W\d_]{2}[„‚²³]|£[^\W\d_]{2}|³[^\W\d_]|(?<!\S)[“”„](?!\S)"
)


@dataclass(frozen=True, slots=True)
class Guess:
    """Encodings in which a text can be read; the first is the likeliest.

    `shown` has a word that holds other characters in another encoding.
    """

    encoding: str
    is_certain: bool
    shown: str


def guess_encoding(content: bytes) -> Guess | None:
    """Return a guess, or None if the text is of no known language in any known encoding."""
    texts: dict[str, str] = {}  # the first encoding by the text that it makes
    languages: set[str] = set()
    telling = _telling_part(content)
    for encoding in ENCODINGS:
        try:
            text = telling.decode(encoding)
        except UnicodeDecodeError:
            continue
        if found := _languages_of(text, encoding):
            texts.setdefault(text, encoding)
            languages |= found
    if not texts:
        return None
    shown = [f"“{_telling_word(text)}”" for text in texts]
    first = next(iter(texts.values()))
    if len(texts) == 1 and languages != {NAMES}:
        return Guess(first, True, shown[0])
    readings = (f"{name} ({word})" for name, word in zip(texts.values(), shown, strict=True))
    return Guess(first, False, " or ".join(readings))


def _telling_part(content: bytes) -> bytes:
    """Return the beginning, and each later line that reads otherwise in another encoding."""
    rest = content[LONGEST_READ:].splitlines(keepends=True)
    return content[:LONGEST_READ] + b"".join(line for line in rest if not line.isascii())


def _languages_of(text: str, encoding: str) -> set[str]:
    """Return the languages of an encoding that a reading may be in; none if it is no text."""
    characters = Counter(NOT_ASCII.findall(text))
    words = WORD.findall(text)
    most = MOST_FOREIGN * characters.total()
    odd = sum(1 for _ in _odd_places(text, words))
    if encoding in OWN_SCRIPT:
        odd += sum(not word.isascii() and ASCII_LETTER.search(word) is not None for word in words)
    if odd > most or not words:
        return set()
    lowered = Counter(word.lower() for word in words)
    known = {name: sum(lowered[word] for word in COMMON[name]) for name in LANGUAGES}
    fewest = max(FEWEST_COMMON * len(words), FEWEST_OF_BEST * max(known.values()))
    return {
        name
        for name in ENCODINGS[encoding]
        if known[name] >= fewest and odd + _foreign(characters, name) <= most
    }


def _foreign(characters: Counter[str], language: str) -> int:
    letters, _ = LANGUAGES[language]
    return sum(
        number
        for character, number in characters.items()
        if character not in letters and character not in PUNCTUATION
    )


def _odd_places(text: str, words: list[str]) -> Iterator[str]:
    yield from (found.group() for found in ODD.finditer(text))
    for word in words:
        if len(word) == 1 and not word.isascii() and word.lower() not in ALONE:
            yield word
        elif not word.isascii():
            yield from (
                word
                for one, other in pairwise(word)
                if one.islower() and other.isupper() and not other.isascii()
            )


ALONE: Final = frozenset(
    word for _, common in LANGUAGES.values() for word in common.split() if len(word) == 1
)


def _telling_word(text: str) -> str:
    """Return the first word with a character that is not ASCII, with what touches it."""
    found = re.search(r"\S*[^\x00-\x7f]\S*", text)
    return found.group()[:40] if found else ""
