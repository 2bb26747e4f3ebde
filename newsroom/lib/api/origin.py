"""The site's address, as a client reaches it."""

from django.http import HttpRequest
from rest_framework.request import Request


def origin_of(request: HttpRequest | Request) -> str:
    """Return the scheme and host by which this client reaches the site: "https://example.org".

    Raises `DisallowedHost` for a host that is not the site's.
    """
    return f"{request.scheme}://{request.get_host()}"
