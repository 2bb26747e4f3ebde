"""Quotes in the marks of each language: found, and given to the right person or to nobody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from articles.suggestions.engine.analysis import analyse
from articles.suggestions.engine.suggested_quote import SuggestedQuote

DATA = Path(__file__).parents[1] / "data" / "quotes_in_languages.txt"
MARKED = re.compile(r"\{(!?)(.*?)(?:\|([^}]*))?\}")
MARKS = "“”„\"«»‘’‚' \u00a0\u202f.,،"

Span = tuple[int, int]


@dataclass
class Paragraph:
    """A text, its quotes (segments and speaker, "" where nobody is to be named), and no quotes."""

    text: str = ""
    quotes: list[tuple[list[Span], str]] = field(default_factory=list)
    scare: list[Span] = field(default_factory=list)


def read(marked: str) -> Paragraph:
    paragraph = Paragraph()
    last = 0
    for found in MARKED.finditer(marked):
        paragraph.text += marked[last : found.start()]
        span = core(
            paragraph.text + found[2], (len(paragraph.text), len(paragraph.text) + len(found[2]))
        )
        paragraph.text += found[2]
        last = found.end()
        if found[1]:
            paragraph.scare.append(span)
        elif found[3] == "+":
            paragraph.quotes[-1][0].append(span)
        else:
            paragraph.quotes.append(([span], found[3]))
    paragraph.text += marked[last:]
    return paragraph


def core(text: str, span: Span) -> Span:
    """The span without marks, commas and full stops at its ends."""
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip(MARKS))
    return start, span[1] - (len(words) - len(words.rstrip(MARKS)))


def paragraphs(language: str, part: int) -> Iterator[Paragraph]:
    current = 0
    for line in DATA.read_text().splitlines():
        current += line.startswith(("# First", "# Second"))
        if current == part and line.startswith(f"{language} "):
            yield read(line[3:])


@dataclass
class Counts:
    quotes: int = 0
    found: int = 0
    right: int = 0
    wrong_person: int = 0
    sure: int = 0
    sure_and_right: int = 0
    scare: int = 0

    def add(self, paragraph: Paragraph, language: str) -> None:
        text = paragraph.text
        found = analyse(text, language=language).quotes
        places = [{core(text, segment) for segment in quote.segments} for quote in found]
        self.scare += sum(span in place for span in paragraph.scare for place in places)
        for segments, speaker in paragraph.quotes:
            self.quotes += 1
            for quote, place in zip(found, places, strict=True):
                if place >= {*segments}:
                    self.judge(quote, speaker, text)

    def judge(self, quote: SuggestedQuote, speaker: str, text: str) -> None:
        self.found += 1
        named = quote.speaker.full if quote.speaker and not quote.doubt else ""
        words = text[slice(*quote.speaker_words)] if quote.speaker_words else ""
        is_right = named == speaker if named or quote.doubt else speaker in words
        self.right += is_right
        self.wrong_person += bool(named) and not is_right
        self.sure += quote.is_sure
        self.sure_and_right += quote.is_sure and is_right


def count(language: str, part: int) -> Counts:
    counts = Counts()
    for paragraph in paragraphs(language, part):
        counts.add(paragraph, language)
    return counts


# Per cent that are found, and of which the source is right.
@pytest.mark.parametrize(
    ("part", "language", "found", "right"),
    [
        (1, "en", 100, 97),
        (1, "fr", 100, 97),
        (1, "de", 100, 97),
        (1, "es", 97, 97),
        (1, "ar", 100, 94),
        (2, "en", 93, 93),
        (2, "fr", 93, 86),
        (2, "de", 100, 100),
        (2, "es", 100, 100),
        (2, "ar", 92, 85),
    ],
)
def test_quotes_and_sources(part: int, language: str, found: int, right: int) -> None:
    counts = count(language, part)
    assert counts.quotes >= 14
    assert 100 * counts.found >= found * counts.quotes
    assert 100 * counts.right >= right * counts.quotes
    assert counts.wrong_person == counts.scare == 0
    assert counts.sure == counts.sure_and_right


def test_set_is_as_large_as_it_says() -> None:
    for language in ("en", "fr", "de", "es", "ar"):
        assert len([*paragraphs(language, 1)]) == 40
        assert len([*paragraphs(language, 2)]) == 15


@pytest.mark.parametrize(
    "text",
    [
        "In the ’90s, rock ’n’ roll and the players’ union.",
        "The dogs' home, the boys' bikes and the '80s.",
        "He is 5' 11\" and she is 5’ 10”.",
        "‘Tis the season. ’Twas ever thus, as the shops’ windows say.",
        "A 'no entry' sign stood there.",
        "O’Brien’s and D'Arcy's, the Joneses’ and the Smiths'.",
    ],
)
def test_apostrophes_are_no_marks(text: str) -> None:
    assert analyse(text, language="en").quotes == ()


def test_quotation_of_several_paragraphs_in_single_marks() -> None:
    text = "Ann Lee said: ‘We will go to court.\n‘And we will win, whatever it takes.’"
    (quote,) = analyse(text, language="en").quotes
    assert [text[slice(*segment)] for segment in quote.segments] == [
        "‘We will go to court.",
        "‘And we will win, whatever it takes.’",
    ]
    assert quote.speaker
    assert quote.speaker.full == "Ann Lee"
