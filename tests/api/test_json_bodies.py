"""A body that is not JSON, or cannot be stored, is refused in words and never a 500."""

from io import BytesIO

import pytest
from rest_framework.exceptions import APIException

from newsroom.lib.api.parsers import MAX_BODY_BYTES, StrictJSONParser


def parse(body: bytes) -> object:
    return StrictJSONParser().parse(BytesIO(body))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"NaN",
        b'"\xff"',
        b"[" * 100_000,
        b'{"a": "\\u0000"}',
        b'"\\\\\\u0000"',
        b'"\\ud800"',
        b'"\\ude00"',
    ],
)
def test_what_cannot_be_read_or_stored_is_a_bad_request(body: bytes) -> None:
    with pytest.raises(APIException) as raised:
        parse(body)
    assert raised.value.status_code == 400


def test_body_that_is_too_large_is_answered_413() -> None:
    with pytest.raises(APIException) as raised:
        parse(b'"' + b"a" * MAX_BODY_BYTES + b'"')
    assert raised.value.status_code == 413


def test_backslash_before_a_u_is_no_nul() -> None:
    assert parse(b'"\\\\u0000"') == "\\u0000"
    assert parse('{"a": ["😀", 1.5, null]}'.encode()) == {"a": ["😀", 1.5, None]}
