"""The sentence around a mention, as shown in lists."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.tagging import sentence_at
from tests.tagging.building import over
from tests.tagging.strategies import TEXTS


def sentence(text: str, words: str, occurrence: int = 0) -> str:
    start, end = sentence_at(text, *over(text, words, occurrence))
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("One. Two Austin. Three.", "Austin", "Two Austin."),
        ("Austin", "Austin", "Austin"),
        ("One.\n\nAustin here\n\nThree.", "Austin", "Austin here"),
        ("One\nAustin\nThree", "Austin", "Austin"),
        ("He asked Mr. Austin of the U.S. Army. Then left.", "Austin", None),
        ("Gov. J. Smith met Austin at 5. Then left.", "Austin", None),
        ("“Go.” Austin left! Then?", "Austin", "Austin left!"),
        ("He read “Go.” Then Austin left", "Austin", "Then Austin left"),
        ("The attack hit Acme Inc. in total, Austin said. Yes.", "Austin", None),
        ("Wait… Austin left. Yes", "Austin", "Austin left."),
        ("قال أوستن ذلك. هل غادر غالانت؟ نعم.", "غالانت", "هل غادر غالانت؟"),
        ("اس نے کہا۔ آسٹن گیا۔ ختم", "آسٹن", "آسٹن گیا۔"),
        ("一。奥斯汀说。三。", "奥斯汀", "奥斯汀说。"),
        ("The U.S. One.", "U.S.", "The U.S. One."),
        ("One. Acme Co. Two.", "Acme Co.", "Acme Co. Two."),
    ],
)
def test_sentences(text: str, words: str, expected: str | None) -> None:
    found = sentence(text, words)
    assert found == (expected or text[: text.rindex(".", 0, -1) + 1])


def test_a_long_sentence_is_cut_at_words_on_both_sides() -> None:
    text = "word " * 100 + "Austin" + " more" * 100
    found = sentence(text, "Austin")
    assert 280 <= len(found) <= 300
    assert found.startswith("word ")
    assert found.endswith(" more")
    assert 120 < found.index("Austin") < 160


def test_room_that_one_side_does_not_need_goes_to_the_other() -> None:
    assert len(sentence("Austin" + " more" * 100, "Austin")) > 280
    assert len(sentence("word " * 100 + "Austin", "Austin")) > 280
    assert len(sentence("Then Austin" + " more" * 100, "Austin")) > 280


def test_a_word_without_end_is_left_out() -> None:
    text = "x" * 400 + "Austin" + "y" * 400
    assert sentence(text, "Austin") == "Austin"


def test_a_span_longer_than_a_sentence_may_be_is_itself() -> None:
    text = "a" + " long" * 100 + ". End."
    assert sentence_at(text, 2, 490) == (2, 490)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, data=st.data())
def test_a_sentence_holds_its_span_and_is_not_too_long(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left, right = sentence_at(text, start, end)
    assert 0 <= left <= start <= end <= right <= len(text)
    assert right - left <= max(300, end - start)
