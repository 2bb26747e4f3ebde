"""Writes that are only tried, and answers without a body."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from django.db import transaction
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

VALIDATE: Final = "validate"
PREFERENCE: Final = "return=minimal"


def read_validate(request: Request) -> bool:
    """Return whether the request is only to be tried. Raises `ValidationError`."""
    value = request.query_params.get(VALIDATE)
    if value not in (None, "1"):
        raise ValidationError({VALIDATE: ["Give 1, or leave it out."]})
    return value is not None


def try_out(handler: Callable[..., Response], *args: Any, **kwargs: Any) -> Response:
    """Do all that the request asks for, undo it, and answer that it can be done.

    What would be refused is refused now, with the same problem.
    """
    with transaction.atomic():
        handler(*args, **kwargs)
        transaction.set_rollback(True)
    return Response({"valid": True})


def wants_body(request: Request) -> bool:
    """Return false if the client prefers an answer without a body (RFC 7240)."""
    preferences = request.headers.get("Prefer", "").replace(" ", "").lower().split(",")
    return PREFERENCE not in preferences


def without_body(request: Request, answer: Response) -> Response:
    """Return the answer to a write, without its body if the client prefers that."""
    is_success = HTTPStatus.OK <= answer.status_code < HTTPStatus.MULTIPLE_CHOICES
    if wants_body(request) or request.method == "GET" or not is_success:
        return answer
    if answer.status_code == HTTPStatus.OK:
        answer.status_code = HTTPStatus.NO_CONTENT
    answer.data = None
    answer["Preference-Applied"] = PREFERENCE
    return answer
