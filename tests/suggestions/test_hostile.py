"""Text made to be slow or to fail: its time grows with its length, and nothing is raised."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.suggestions.analysing import analyse
from tests.suggestions.texts import suggested

HOSTILE = {
    "quotation marks": '"' * 1_000_000,
    "opening marks": "“" * 1_000_000,
    "guillemets": "«»" * 250_000,
    "marks with letters": '" a"' * 60_000,
    "no paragraph end": "He said, “it is what it is to me and you,” Ann Lee said. " * 8_000,
    "capitalised words": " ".join(f"Word{'abcdefg'[n % 7]}{n}x" for n in range(50_000)),
    "names": "John Smith met Mary Jones. " * 10_000,
    "zero width": "Lloyd\u200b Austin\u200d \ufeff“Hello\u200b there” " * 10_000,
    "joined by and": "the University of Food and " * 15_000,
    "adverbials": "In, " * 100_000,
    "initials": "A. " * 150_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_seconds(name: str) -> None:
    begun = time.perf_counter()
    analyse(HOSTILE[name], language="en")
    assert time.perf_counter() - begun < 10  # some 1 s; a square would be minutes


@given(st.text(alphabet="“”\"«» \nSaid said he Mr.,'’-\u200bأAB", max_size=120))
def test_every_suggestion_stands_inside_of_the_text(text: str) -> None:
    analysis = suggested(text)
    last = 0
    for name in analysis.names:
        assert last <= name.start < name.end <= len(text)
        assert not text[name.start].isspace()
        last = name.end
    for quote in analysis.quotes:
        assert quote.segments == tuple(sorted(quote.segments))
