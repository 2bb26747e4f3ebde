"""Bodies of requests as msgspec structs."""

from typing import TypeVar

import msgspec
from rest_framework.exceptions import ErrorDetail, ParseError, ValidationError
from rest_framework.request import Request

from newsroom.lib.api.parsers import MAX_BODY_BYTES, ContentTooLarge
from newsroom.lib.characters import describe_refused_in
from newsroom.lib.numbers import parse_whole_number

Input = TypeVar("Input", bound=msgspec.Struct)


def read_body(request: Request, shape: type[Input]) -> Input:
    """Return the body as a struct. Raises `ValidationError` with the place of the first fault."""
    if fault := describe_refused_in(request.data):
        raise ValidationError({"body": [ErrorDetail(f"{fault}.", "character")]})
    try:
        return msgspec.convert(request.data, type=shape)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$")
        name = place.rstrip("`").lstrip(".") or "body"
        raise ValidationError({name: [ErrorDetail(f"{reason}.", "invalid")]}) from error


def read_whole_body(request: Request) -> bytes:
    """Return the body as it was sent, before any parser. Raises `ContentTooLarge`, `ParseError`."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit():
        raise ParseError("Content-Length is no number.")
    if parse_whole_number(length, most=MAX_BODY_BYTES) is None:
        raise ContentTooLarge
    return bytes(request.body)
