"""JSON bodies, limited to what can be read and stored."""

from collections.abc import Iterable, Mapping
from typing import IO, Any

import msgspec
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

from newsroom.lib.characters import has_nul_in_json

MAX_BODY_BYTES = 5_000_000
MOST_LEVELS = 50


class ContentTooLarge(APIException):
    status_code = 413
    default_code = "too_large"
    default_detail = f"The body has more than {MAX_BODY_BYTES} bytes."


class StrictJSONParser(BaseParser):
    """A parser of JSON (RFC 8259). A body of more than `MAX_BODY_BYTES` is refused with 413.

    Refused with 400: a body that is not JSON, NUL, half of a surrogate pair, too deep nesting.
    DRF's own parser accepts these, or answers 500.
    """

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        del media_type, parser_context
        body = stream.read(MAX_BODY_BYTES + 1)
        if len(body) > MAX_BODY_BYTES:
            raise ContentTooLarge
        if has_nul_in_json(body):
            raise ParseError("The body holds a NUL character.")
        try:
            content = msgspec.json.decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise ParseError(f"The body is not JSON: {error}.") from error
        _refuse_deep(content)
        return content


def _refuse_deep(content: Any) -> None:
    """Raise `ParseError` for JSON that functions which call themselves could not read."""
    level = [content]
    for _ in range(MOST_LEVELS):
        level = [part for value in level for part in _parts(value)]
        if not level:
            return
    raise ParseError(f"The body is nested more than {MOST_LEVELS} levels deep.")


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
