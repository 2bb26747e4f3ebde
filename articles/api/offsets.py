"""Offsets in UTF-16 code units, for clients in JavaScript, Java and the like."""

from functools import cache
from typing import Any, Final

import msgspec
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

from articles.tagging import utf16_offsets

CODE_POINTS: Final = "codepoint"
UTF_16: Final = "utf16"
TEXTS: Final = {"headline": "headline", "deck": "deck", "body": "body_text"}

OFFSETS: Final = OpenApiParameter(
    "offsets",
    enum=[CODE_POINTS, UTF_16],
    default=CODE_POINTS,
    description="What `start`, `end` and `segments` count: code points, or UTF-16 code units.",
)


def wants_utf16(request: Request) -> bool:
    """Return whether the request asks for UTF-16. Raises `ValidationError` on an unknown unit."""
    unit = request.query_params.get("offsets", CODE_POINTS)
    if unit not in (CODE_POINTS, UTF_16):
        fault = ErrorDetail(f"This is neither {CODE_POINTS} nor {UTF_16}.", "invalid")
        raise ValidationError({"offsets": [fault]})
    return unit == UTF_16


def in_utf16(article: bytes) -> bytes:
    """Return an article's JSON with the places of its tags in UTF-16 code units."""
    payload: dict[str, Any] = msgspec.json.decode(article)
    units = cache(lambda field: utf16_offsets(payload[TEXTS[field]]))
    for tag in [*payload["mentions"], *payload["quotes"]]:
        table = units(tag["field"])
        tag["start"], tag["end"] = table[tag["start"]], table[tag["end"]]
        if "segments" in tag:
            tag["segments"] = [[table[start], table[end]] for start, end in tag["segments"]]
    return msgspec.json.encode(payload)
