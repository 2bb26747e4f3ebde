"""What counts as a whole number in an address."""

import pytest

from newsroom.lib.numbers import LARGEST_ID, read_whole


@pytest.mark.parametrize("text", ["", " 5", "5 ", "+5", "-5", "5.0", "1e3", "1_000", "٥", "²", "x"])
def test_only_ascii_digits_write_a_number(text: str) -> None:
    assert read_whole(text) is None


def test_a_number_is_read_up_to_the_most_that_is_allowed() -> None:
    assert (read_whole("0"), read_whole("007"), read_whole("100", most=100)) == (0, 7, 100)
    assert read_whole("101", most=100) is None
    assert read_whole(str(LARGEST_ID)) == LARGEST_ID
    assert read_whole(str(LARGEST_ID + 1)) is None


def test_more_digits_than_python_reads_are_no_number_and_no_error() -> None:
    assert read_whole("9" * 10_000) is None
    assert read_whole(f"{'0' * 19}1{'9' * 10_000}") is None
