"""Words of a text as search knows them: one rule for indexed texts, queries and snippets.

PostgreSQL's parser makes one word of hosts, paths, tags and signed numbers. It is given plain words
only: letters and digits, with a space between. So each word of a text is one position of a vector.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from string import ascii_uppercase
from typing import Final

from articles.search.arabic import arabic_stem

# Longer words are cut on both sides. (PostgreSQL refuses words of 2 KiB.)
LONGEST_WORD: Final = 100


def _class_of(*categories: str) -> str:
    """Return the characters of some categories, for a class of a regular expression."""
    chars = map(chr, range(0x80, 0x10000))
    return "".join(char for char in chars if unicodedata.category(char) in categories)


_CAPITALS = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x530) if chr(code).isupper())
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_IN_WORDS = _class_of("Mn", "Mc", "Cf")
# Not seen, or beside the letters: soft hyphens, marks of direction, vowel signs of Arabic and
# Hebrew, its lengthening stroke, accents that no composed letter holds.
_DROPPED = re.compile(
    f"[{_class_of('Cf')}\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u08d3-\u08ff\ufe00-\ufe0f]"
)
_NO_LETTER = re.compile(f"[^\\w{_IN_WORDS}]|[_{_class_of('No')}]")
_LETTER = f"[^\\W_{_SUPERSCRIPTS}]"
# Spanish doubles the letters of a plural: EE.UU.
_INITIAL = f"(?:{'|'.join(2 * letter for letter in ascii_uppercase)}|[{_CAPITALS}])"
# Between thousands: the signs of English, German, Swiss and Arabic numbers, and narrow spaces.
_THOUSANDS: Final = ".,'’٬\u00a0\u2009\u202f"
# Dotted capitals (U.N., H. W.), letters joined by "&" or "/" (AT&T, A/C), numbers with thousands
# parted (1,000), words, raised digits (10⁶ is not 106). A look ahead spares most words the first.
_TOKEN = re.compile(
    rf"(?=[{_CAPITALS}]{{1,2}}\.){_INITIAL}(?:\.{_INITIAL})+(?!\w)\.?"
    rf"|(?=[{_CAPITALS}]{{1,2}}\.[ \u00a0]){_INITIAL}\.(?:[ \u00a0]{_INITIAL}\.)+"
    rf"|(?={_LETTER}{{1,3}}&)(?:{_LETTER}{{1,3}}&{_LETTER}|{_LETTER}&{_LETTER}{{1,3}})(?!\w)"
    rf"|(?=[{_CAPITALS}]/)[{_CAPITALS}]/[{_CAPITALS}](?![\w/])"
    rf"|(?=\d{{1,3}}[{_THOUSANDS}])\d{{1,3}}(?:[{_THOUSANDS}]\d{{3}}(?!\d))+"
    rf"|{_LETTER}+(?:[{_IN_WORDS}]+{_LETTER}*)*"
    rf"|[{_SUPERSCRIPTS}]+"
)
# Of numbers and capitals (F-16s, MPs). A decade (1990s) is not a year.
_PLURAL = re.compile(rf"(?:\w*\d|[{_CAPITALS}]{{2,}})s")
_DECADE = re.compile(r"(?:1\d|20)\d0s")
# Plurals of capitals that were typed without them (mps, ngos): no stemmer takes away their "s".
_TYPED_PLURAL = re.compile("(?:[b-df-hj-np-tv-xz]{2,4}|[a-z]{2}o)s", re.IGNORECASE)
# Written with a hyphen or without (e-mail). Short beginnings only before what makes such words:
# each other spelling has PostgreSQL read vectors, and "re" begins too many words.
_BEGINNINGS = re.compile(
    "(anti|counter|cyber|multi|post|self|semi|co(?=exist|op|ord)|e(?=bike|book|commerce|mail|sport)"
    r"|pre(?=elect|war)|re(?=elect|enter|open|unif)|x(?=ray))(?=[^\W\d]{3})",
    re.IGNORECASE,
)
_LETTERS_AND_DIGITS = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")


def plain_words(text: str, language: str) -> str:
    """Return the words of a text with a space between, as they are indexed and asked for."""
    tokens = _TOKEN.findall(text)
    # Most words are plain and no plural of capitals: asked here, they take a third less time.
    words = [
        token
        if token.isascii() and token.isalnum() and (token[-1] != "s" or token[-2:-1].islower())
        else _word(token, language)
        for token in tokens
    ]
    return " ".join([word[:LONGEST_WORD] for word in words if word])


def other_spelling(words: str) -> str:
    """Return words written together (MH 370: MH370), or one word's parts (F16, email) apart.

    Of a plural that no stemmer knows (mps) the singular; "" if there is no other spelling.
    """
    if " " in words:
        return words.replace(" ", "")[:LONGEST_WORD]
    if _TYPED_PLURAL.fullmatch(words):
        return words[:-1]
    if (apart := _LETTERS_AND_DIGITS.sub(" ", words)) != words:
        return apart
    beginning = _BEGINNINGS.match(words)
    return f"{beginning[0]} {words[beginning.end() :]}" if beginning else ""


def read_words(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield each word of `plain_words` with where it stands: [start, end) in code points."""
    for match in _TOKEN.finditer(text):
        if word := _word(match.group(), language):
            yield *match.span(), word


def capitals(words: str) -> str:
    """Return the words that are all capitals (WHO), each once, unless all words are."""
    if words.isupper():
        return ""
    return " ".join({word for word in words.split() if len(word) > 1 and word.isupper()})


def _word(token: str, language: str) -> str:
    is_plain = token.isascii() and token.isalnum()
    word = token if is_plain else _fold(token, language)
    if word.endswith("s") and _PLURAL.fullmatch(word) and not _DECADE.fullmatch(word):
        word = word[:-1]
    return word[:LONGEST_WORD]


@lru_cache(maxsize=20_000)
def _fold(token: str, language: str) -> str:
    seen = _DROPPED.sub("", unicodedata.normalize("NFKC", token))
    digits = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in seen)
    word = _NO_LETTER.sub("", digits)
    return arabic_stem(word) if language == "ar" else word
