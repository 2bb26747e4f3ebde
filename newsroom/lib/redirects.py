"""Redirects from former addresses."""

from django.http import HttpRequest, HttpResponsePermanentRedirect


def redirect_for_good(request: HttpRequest, address: str) -> HttpResponsePermanentRedirect:
    """Return a permanent redirect (301) to `address`, with the query of the request."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
