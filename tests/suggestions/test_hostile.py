"""Text made to be slow or to fail: its time grows with its length, and nothing is raised."""

import gc
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.suggestions.analysing import analyse
from tests.suggestions.texts import suggested

HOSTILE = {
    "quotation marks": '"' * 240_000,
    "opening marks": "“" * 240_000,
    "guillemets": "«»" * 60_000,
    "marks with letters": '" a"' * 16_000,
    "no paragraph end": "He said, “it is what it is to me and you,” Ann Lee said. " * 2_000,
    "capitalised words": " ".join(f"Word{'abcdefg'[n % 7]}{n}x" for n in range(12_000)),
    "names": "John Smith met Mary Jones. " * 2_400,
    "zero width": "Lloyd\u200b Austin\u200d \ufeff“Hello\u200b there” " * 2_400,
    "joined by and": "the University of Food and " * 4_000,
    "adverbials": "In, " * 24_000,
    "initials": "A. " * 36_000,
}
TIMES = 4


@pytest.mark.parametrize("name", HOSTILE)
def test_time_for_hostile_text_grows_with_its_length_and_not_with_its_square(name: str) -> None:
    text = HOSTILE[name]
    part = processor_time(text[: len(text) // TIMES])
    assert processor_time(text) < 2.5 * TIMES * part + 0.2


def processor_time(text: str) -> float:
    """Of this process alone, and the lesser of two: a busy machine has colder caches."""
    return min(_once(text) for _ in range(2))


def _once(text: str) -> float:
    gc.disable()  # what other tests have left is not to be looked through here
    try:
        begun = time.process_time()
        analyse(text, language="en")
        return time.process_time() - begun
    finally:
        gc.enable()


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
