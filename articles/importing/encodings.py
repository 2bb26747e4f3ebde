"""Bytes of a file as text, in an encoding that is named or certain; a doubtful one is refused."""

import codecs
import re
from typing import Final

from articles.importing.encoding_guess import Guess, guess_encoding
from articles.importing.errors import UnusableFile
from articles.importing.line_ends import line_number

AUTO: Final = "auto"
UTF_8: Final = frozenset({"utf-8", "utf-8-sig"})
UNICODE: Final = re.compile("utf-?(7|8|16|32)")
# UTF-32 first: its mark in little-endian order begins with that of UTF-16.
BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The control characters of ISO 8859: in a text, bytes of another encoding.
C1: Final = re.compile("[\x80-\x9f]")
C1_BUT_NEXT_LINE: Final = re.compile("[\x80-\x84\x86-\x9f]")
MULTIBYTE: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
HIGH_BYTE: Final = re.compile(rb"[\x80-\xff]")


def decode(content: bytes, encoding: str) -> tuple[str, list[str]]:
    """Return the text of a file without a byte order mark, and notes on how it was read.

    `encoding` is the name of one, or `auto`: then it is read if a byte order mark, UTF-8 or the
    words leave no doubt. Raises `UnusableFile` with the line of the first bytes that are no text in
    this encoding, or that are text in another.
    """
    notes: list[str] = []
    if encoding == AUTO:
        encoding, notes = _find_encoding(content)
    is_unicode = UNICODE.match(codecs.lookup(encoding).name) is not None
    try:
        text = content.decode(encoding)
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = line_number(content[:start].decode(encoding, "replace"))
        raise UnusableFile(f"It is not {encoding}{_hint(content)}.", line) from error
    if not is_unicode:
        _refuse_utf_8(content, encoding)
    text = text.removeprefix("\ufeff")
    _refuse_controls(text, encoding, is_unicode)
    return text, notes


def is_encoding(name: str) -> bool:
    """Return whether this names an encoding of text, or is `auto`."""
    if name == AUTO:
        return True
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return True


def _find_encoding(content: bytes) -> tuple[str, list[str]]:
    if name := _marked(content):
        return name, []
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        guess = guess_encoding(content)
        if guess is None or not guess.is_certain:
            raise UnusableFile(f"Its encoding is not certain{_hint(content)}.") from None
        return guess.encoding, [f"read as {guess.encoding}: {guess.shown}"]
    return "utf-8", []


def _marked(content: bytes) -> str:
    """Return the encoding that a byte order mark names, or ""."""
    return next((name for mark, name in BYTE_ORDER_MARKS if content.startswith(mark)), "")


def _hint(content: bytes) -> str:
    """Return a hint at the encoding for people, or ""."""
    if name := _marked(content):
        return f"; it looks like {name}: --encoding {name}"
    return _describe(guess_encoding(content))


def _describe(guess: Guess | None) -> str:
    if guess is None:
        return ""
    if guess.is_certain:
        return f"; it may be {guess.encoding} ({guess.shown}): --encoding {guess.encoding}"
    return f"; it may be {guess.shown}: look, and name it with --encoding"


def _refuse_utf_8(content: bytes, encoding: str) -> None:
    """Refuse what is UTF-8 all through, or in most places where it is not ASCII."""
    valid = MULTIBYTE.findall(content)
    rest = len(HIGH_BYTE.findall(MULTIBYTE.sub(b"", content)))
    if not valid or rest >= len(valid):
        return
    at = MULTIBYTE.search(content)
    assert at is not None
    line = line_number(content[: at.start()].decode("latin-1"))
    how = "It is utf-8" if not rest else "It is utf-8 in most places"
    shown = b"".join(valid[:3]).decode("utf-8", "replace")
    raise UnusableFile(f"{how}, not {encoding} (“{shown}”): --encoding utf-8", line)


def _refuse_controls(text: str, encoding: str, is_unicode: bool) -> None:
    if found := (C1_BUT_NEXT_LINE if is_unicode else C1).search(text):
        raise UnusableFile(
            f"It holds the control character U+{ord(found.group()):04X}, which is no text: "
            f"is it really {encoding}?",
            line_number(text[: found.start()]),
        )
