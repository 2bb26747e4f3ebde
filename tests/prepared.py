"""Prepared JSON as a client reads it."""

from typing import Any

import msgspec

from articles.publication.renditions.api_json import with_origin

ORIGIN = "https://news.example"


def read_prepared(stored: str | bytes) -> Any:
    text = stored.encode() if isinstance(stored, str) else stored
    return msgspec.json.decode(with_origin(text, ORIGIN))
