"""Limits of attempts to sign in at the desk, counted over all processes."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from newsroom.lib.client_address import address_of
from newsroom.lib.database.request_counts import count_request


def refuse_attempt(request: HttpRequest) -> HttpResponse | None:
    """Count an attempt; return the answer to one too many from an address, or None."""
    counted = count_request(f"sign in {address_of(request)}", limit=settings.SIGN_INS_A_MINUTE)
    if counted.is_within:
        return None
    words = _("Too many attempts to sign in from this address. Wait a minute.")
    return HttpResponse(
        words, "text/plain; charset=utf-8", 429, headers={"Retry-After": str(counted.seconds_left)}
    )
