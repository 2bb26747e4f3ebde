"""Quotation marks of any kind, in any order, closed or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.suggestions.engine.quotation_marks import find_quotations
from tests.suggestions.texts import quoted


@pytest.mark.parametrize(
    "text",
    [
        "“We will win this election,” he said.",
        '"We will win this election," he said.',
        "«We will win this election», he said.",
        "« We will win this election », he said.",
        "„We will win this election“, he said.",
        "»We will win this election«, he said.",
        "”We will win this election,” he said.",
        '“We will win this election," he said.',
        '"We will win this election,“ he said.',
        'He said," We will win this election" and left.',
    ],
)
def test_marks_of_every_kind_are_paired(text: str) -> None:
    assert [words.rstrip(",") for (words,) in quoted(text)] == ["We will win this election"]


def test_arabic_quote_is_found() -> None:
    text = "وقال الوزير: «يجب على الجميع أن يدعموا المفاوضات الدبلوماسية الآن»."
    assert quoted(text, language="ar") == [["يجب على الجميع أن يدعموا المفاوضات الدبلوماسية الآن"]]


def test_quote_of_several_paragraphs_is_one_with_a_segment_each() -> None:
    text = (
        "Ann Lee said: “The first paragraph is not closed.\n\n“The second is not either.\n\n"
        "“The third one ends it.” She left."
    )
    assert quoted(text) == [
        [
            "The first paragraph is not closed.",
            "The second is not either.",
            "The third one ends it.",
        ]
    ]


def test_paragraph_that_only_closes_goes_on() -> None:
    text = "She said, “The first goes on.\n\nThe second has no mark at its start.” She left."
    assert quoted(text) == [["The first goes on.", "The second has no mark at its start."]]


def test_interrupted_quote_is_one() -> None:
    text = "“Why,” asked Bob Dole, “would anyone want to do that?”"
    assert quoted(text) == [["Why,", "would anyone want to do that?"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the company said", "the union said"),
        ("Ann Lee said", "Bob Stone said"),
        ("Ann Lee said", "the union said"),
        ("a neighbour said", "another neighbour said"),
        ("he said", "she said"),
    ],
)
def test_two_quotes_with_an_attribution_each_are_two(first: str, second: str) -> None:
    text = f"“I hid under a table,” {first}. “That is not true at all,” {second}."
    assert quoted(text) == [["I hid under a table,"], ["That is not true at all,"]]


def test_inches_and_a_stray_mark_do_not_turn_words_inside_out() -> None:
    text = 'He is 6\'2" and has a 12" gun, said Tom Hanks. "It was a very big gun," Hanks said.'
    assert quoted(text) == [["It was a very big gun,"]]


def test_one_stray_mark_spoils_only_its_paragraph() -> None:
    text = "A sign” stood there.\n\n“It was a very big sign,” she said."
    assert quoted(text) == [["It was a very big sign,"]]


@given(st.text(alphabet="“”\"„«» \na.,Bc'’", max_size=80))
def test_quotations_lie_in_order_inside_of_paragraphs(text: str) -> None:
    end = 0
    for quotation in find_quotations(text):
        assert end <= quotation.start < quotation.end <= len(text)
        assert "\n" not in text[quotation.start : quotation.end]
        end = quotation.end
