"""Quotes, and words that only stand between quotation marks."""

import pytest

from tests.suggestions.texts import quoted, said


@pytest.mark.parametrize(
    "text",
    [
        "Attempts to create a so-called “buffer zone” inside of Lebanon will fail.",
        "They watched the film “The Longest Day,” officials said.",
        "A robot named “Better Idea of Girls,” scored two points.",
        "The girls were granted “parole” status.",
        "He is curator of “Photographs and Prints from the Whole Collection” at the museum.",
        "Sources\n“Sensitive document found on a rainy street” — CBC.ca, August 15",
    ],
)
def test_terms_titles_and_nicknames_are_no_quotes(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We have no money left at all,” he said.", "direct"),
        ("He said the plan was “the best thing that could happen to us.”", "partial"),
        ("She told the court, “he was not there that night.”", "direct"),
    ],
)
def test_words_inside_of_the_papers_sentence_are_partial(text: str, kind: str) -> None:
    assert [quote.kind for quote in said(text)] == [kind]


def test_short_answer_with_a_speaker_is_a_quote() -> None:
    assert quoted("“It's over,” he said.") == [["It's over,"]]
