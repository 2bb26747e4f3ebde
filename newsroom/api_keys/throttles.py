"""Limits of requests a minute, counted over all processes."""

from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from newsroom.lib.client_address import address_of
from newsroom.lib.database.request_counts import Counted, count_request
from newsroom.models import ApiKey

if TYPE_CHECKING:  # its module imports this one, by the settings
    from rest_framework.views import APIView


class RequestThrottle(BaseThrottle):
    """The limit of a key, of a person at the desk, or of an address without either.

    A key has its own limit or `KEY_REQUESTS_A_MINUTE`; a person that of each view of the desk; an
    address `ANONYMOUS_REQUESTS_A_MINUTE`, which is off at 0. The view's answer tells a key its
    limit.
    """

    counted: Counted | None = None

    def allow_request(self, request: Request, view: "APIView") -> bool:
        if getattr(request, "is_part", False):  # of a batch, which counts its parts
            return True
        self.counted = count_for(request, view)
        return self.counted is None or self.counted.is_within

    def wait(self) -> float | None:
        return self.counted.seconds_left if self.counted else None


def count_for(request: Request, view: "APIView", number: int = 1) -> Counted | None:
    """Count a request, or several, for whoever sent this one; None if they have no limit."""
    name, limit = _whose(request, view)
    if not limit:
        return None
    counted = count_request(name, limit=limit, number=number)
    if isinstance(request.auth, ApiKey):
        view.counted = counted  # type: ignore[attr-defined]
    return counted


def _whose(request: Request, view: "APIView") -> tuple[str, int]:
    key = request.auth
    if isinstance(key, ApiKey):
        return f"key {key.pk}", key.requests_per_minute or settings.KEY_REQUESTS_A_MINUTE
    if request.user and request.user.pk:
        limit = getattr(view, "requests_per_minute", 0)
        return f"person {request.user.pk} {type(view).__name__}", limit
    return f"address {address_of(request)}", settings.ANONYMOUS_REQUESTS_A_MINUTE
