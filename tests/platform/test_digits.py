"""Whole numbers in an address: what counts as one."""

import pytest

from newsroom.lib.numbers import LARGEST_ID, parse_whole_number


@pytest.mark.parametrize("text", ["", " 5", "5 ", "+5", "-5", "5.0", "1e3", "1_000", "٥", "²", "x"])
def test_only_ascii_digits_write_a_number(text: str) -> None:
    assert parse_whole_number(text) is None


def test_a_number_is_read_up_to_the_most_that_is_allowed() -> None:
    assert (
        parse_whole_number("0"),
        parse_whole_number("007"),
        parse_whole_number("100", most=100),
    ) == (0, 7, 100)
    assert parse_whole_number("101", most=100) is None
    assert parse_whole_number(str(LARGEST_ID)) == LARGEST_ID
    assert parse_whole_number(str(LARGEST_ID + 1)) is None


def test_more_digits_than_python_reads_are_no_number_and_no_error() -> None:
    assert parse_whole_number("9" * 10_000) is None
    assert parse_whole_number(f"{'0' * 19}1{'9' * 10_000}") is None
