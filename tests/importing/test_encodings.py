"""Bytes become the words that were meant, or are refused: never other words."""

import codecs
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.encoding_guess import guess_encoding
from articles.importing.encodings import AUTO, decode
from articles.importing.errors import UnusableFile
from articles.models import Article, Mention
from tests.importing.encoded_texts import encoded_texts
from tests.importing.files import AUSTIN, Result, span, write


def test_guess_is_right_or_says_that_it_is_not_certain() -> None:
    """charset-normalizer is wrong on a third of these."""
    seen = right = 0
    for content, text in encoded_texts():
        guess = guess_encoding(content)
        seen += 1
        if guess and guess.is_certain:
            assert content.decode(guess.encoding) == text
            right += 1
    assert seen > 120
    assert right > 0.95 * seen


@pytest.mark.parametrize(
    "text",
    [
        "Lech Wałęsa, the former president of Poland, said that it was a mistake.",
        "The minister Łukasz Nowak said that the plan was on track.",
        "The goal was scored by Modrić in the last minute of the game.",
        "The premier Fico and the speaker Žiga met in the capital.",
        "The rally in Plzeň was the first of the year.",
        "Police in Gdańsk said that the man was in the house of Dvořák.",
    ],
)
@pytest.mark.parametrize("encoding", ["cp1250", "iso8859_2"])
def test_names_of_central_europe_in_english_are_not_certain(text: str, encoding: str) -> None:
    content = text.encode(encoding)
    guess = guess_encoding(content)
    assert guess is None or not guess.is_certain or content.decode(guess.encoding) == text


def test_spanish_name_in_english_is_shown_in_both_readings() -> None:
    message = refusal("El Niño is on the way, said the head of the service.".encode("cp1252"), AUTO)
    assert "cp1252 (“Niño”) or cp1250 (“Nińo”): look, and name it with --encoding" in message


@pytest.mark.parametrize("encoding", ["cp437", "cp850"])
def test_accents_of_dos_are_no_quotation_marks(encoding: str) -> None:
    content = "The café on the corner of the square was shut.".encode(encoding)
    assert guess_encoding(content) is None


@pytest.mark.parametrize(
    ("encoding", "late"),
    [
        ("cp1252", "Le maire n’a pas répondu à la question."),
        ("cp1250", "Burmistrz Łodzi powiedział"),
        ("cp1251", "сказал мэр"),
        ("mac_roman", "the café"),
    ],
)
def test_letters_far_down_in_a_long_text_count(encoding: str, late: str) -> None:
    content = ("The price of the house is that of a year ago.\n" * 3_000 + late).encode(encoding)
    guess = guess_encoding(content)
    assert guess is None or not guess.is_certain or late in content.decode(guess.encoding)


def test_doubtful_guess_shows_a_word_in_each_reading() -> None:
    message = refusal(b"The \xd3 of the in\nand of the\nto the", AUTO)
    assert "not certain" in message
    assert "name it with --encoding" in message or "may be" not in message


@pytest.mark.parametrize("bom", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE])
def test_byte_order_mark_is_certain(bom: bytes) -> None:
    name = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(bom)
    content = bom + "Élan, ok.".encode(name or "utf-32-le")
    assert decode(content, AUTO) == ("Élan, ok.", [])


@pytest.mark.parametrize("byte", [b"\x80", b"\x85", b"\x92", b"\x9f"])
@pytest.mark.parametrize("encoding", ["latin-1", "iso8859_6"])
def test_controls_of_iso_8859_are_refused_with_their_line(byte: bytes, encoding: str) -> None:
    message = refusal(b"Head\rDeck\rdon" + byte + b"t", encoding)
    assert message.startswith("line 3: It holds the control character U+00")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp1250", "mac_roman", "cp437", "gbk"])
@pytest.mark.parametrize("text", ["don’t", "café", "قال", "Мэр", "👩‍🚀"])
def test_utf_8_is_refused_as_anything_else(encoding: str, text: str) -> None:
    message = refusal(f"Head\n{text}".encode(), encoding)
    assert message.startswith("line 2: ") or "It is not" in message


def test_legacy_text_that_holds_a_pair_of_letters_like_utf_8_is_read() -> None:
    text = "Ã©lan, Pokémon, déjà vu, être, où"
    assert decode(text.encode("cp1252"), "cp1252") == (text, [])


@given(st.binary(max_size=80), st.sampled_from([AUTO, "utf-8", "cp1252", "latin-1", "utf-16"]))
@settings(max_examples=300)
def test_any_bytes_are_text_without_controls_or_refused_in_words(
    content: bytes, encoding: str
) -> None:
    with suppress(UnusableFile):
        text, _ = decode(content, encoding)
        assert not any("\x80" <= char <= "\x9f" and char != "\x85" for char in text)


STORY = "Le ministre répond\nÀ l’école\n\nLloyd Austin n’a pas répondu à l’école.\n"


@pytest.mark.django_db
def test_same_bytes_in_another_encoding_are_a_changed_file_whose_tags_are_carried(
    tmp_path: Path,
) -> None:
    tag = span(STORY, "Lloyd Austin", entity="lloyd-austin")
    path = write(tmp_path, STORY.encode("cp1252"), entities=[AUSTIN], mentions=[tag])
    assert "1 created" in Result(path, encoding="cp1250").out
    before = Mention.objects.get()
    assert "1 updated" in Result(path, encoding="cp1252").out
    article = Article.objects.get()
    assert article.head.deck_text == "À l’école"
    assert Mention.objects.get(revision=article.head).uuid == before.uuid


@pytest.mark.django_db
def test_guess_is_said_when_a_file_is_read_by_it(tmp_path: Path) -> None:
    out = Result(write(tmp_path, STORY.encode("cp1252")), encoding=AUTO).out
    assert "read as cp1252: “répond”" in out


def refusal(content: bytes, encoding: str) -> str:
    with pytest.raises(UnusableFile) as caught:
        decode(content, encoding)
    return caught.value.message
