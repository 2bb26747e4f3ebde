"""The address of a client, also behind proxies."""

from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

LONGEST = 45  # of an IPv6 address with an IPv4 one in it


def address_of(request: HttpRequest | Request) -> str:
    """Return the client's address, behind as many proxies as `NUM_PROXIES` says."""
    return str(BaseThrottle().get_ident(request))[:LONGEST]  # type: ignore[arg-type]
