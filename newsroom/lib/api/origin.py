"""The addresses by which a client reaches the site."""

from django.http import HttpRequest
from rest_framework.request import Request


def origin_of(request: HttpRequest | Request) -> str:
    """What stands before a path in an address that this client can use, such as
    "https://example.org". Raises `DisallowedHost` for a host that is not the site's.
    """
    return f"{request.scheme}://{request.get_host()}"
