"""Addresses of rows, and permanent ids. For lists, Django's `reverse` is too slow."""

from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlsplit
from uuid import UUID

from django.conf import settings
from django.urls import get_script_prefix, reverse

# Valid as a uuid and as a slug.
STAND_IN: Final = str(UUID(int=0))


def address_of(name: str, part: object) -> str:
    """Return what `reverse(name, args=[part])` returns, for a slug or a uuid."""
    before, after = _split_address(name, get_script_prefix())
    return f"{before}{quote(str(part))}{after}"


@lru_cache(maxsize=64)
def _split_address(name: str, prefix: str) -> tuple[str, str]:
    del prefix  # it is in the result of `reverse`
    before, _, after = reverse(name, args=[STAND_IN]).partition(STAND_IN)
    return before, after


def permanent_id(path: str) -> str:
    """Return a tag URI (RFC 4151): an id that stays the same when the address changes."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:{path}"
