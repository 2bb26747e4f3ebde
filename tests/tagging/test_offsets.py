"""Code points to UTF-16, for clients that count so."""

from hypothesis import given, settings

from articles.tagging import utf16_offsets
from tests.tagging.strategies import TEXTS


def test_characters_beyond_the_basic_plane_count_twice() -> None:
    assert utf16_offsets("a😀é") == [0, 1, 3, 4]
    assert utf16_offsets("") == [0]


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_offsets_are_those_of_the_encoded_text(text: str) -> None:
    table = utf16_offsets(text)
    for offset in range(len(text) + 1):
        assert table[offset] == len(text[:offset].encode("utf-16-le")) // 2
