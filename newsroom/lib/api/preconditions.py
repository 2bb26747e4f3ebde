"""Preconditions of a change: the client says which version it has seen (RFC 9110, 13.1.1)."""

import re
from http import HTTPStatus
from typing import Final

from rest_framework.request import Request

from newsroom.lib.api.problems import ProblemFound

TAG: Final = re.compile(r'"[\x21\x23-\x7e\x80-\xff]*"')


def read_if_match(request: Request) -> list[str]:
    """Return the versions that the client has seen; `*` is any.

    Raises `ProblemFound`: 428 without the header (RFC 6585), 400 if it is no list of strong tags.
    """
    given = request.headers.get("If-Match", "").strip()
    if not given:
        detail = "Send If-Match with the ETag that you read: without it you may undo a change."
        raise ProblemFound(HTTPStatus.PRECONDITION_REQUIRED, "precondition_required", detail)
    tags = [tag.strip() for tag in given.split(",")]
    if tags != ["*"] and not all(TAG.fullmatch(tag) for tag in tags):
        detail = 'If-Match needs ETags as they were sent, in quotation marks: "17-ab12cd34".'
        raise ProblemFound(HTTPStatus.BAD_REQUEST, "invalid_if_match", detail)
    return tags


def is_match(tags: list[str], etag: str) -> bool:
    """Return whether the version is one that the client has seen."""
    return tags == ["*"] or etag in tags


def stale(etag: str, detail: str, **changed: object) -> ProblemFound:
    """Return the problem of a client whose version is an old one."""
    return ProblemFound(HTTPStatus.PRECONDITION_FAILED, "stale", detail, etag=etag, **changed)
