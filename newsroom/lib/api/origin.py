"""The origin by which a client reaches the site."""

from django.http import HttpRequest
from rest_framework.request import Request


def origin_of(request: HttpRequest | Request) -> str:
    """Return the scheme and host of the request, such as "https://example.org".

    Raises `DisallowedHost` for a host that is not the site's.
    """
    return f"{request.scheme}://{request.get_host()}"
