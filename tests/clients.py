"""Clients that are signed in."""

from typing import Any

from django.test import Client

from newsroom.models import User
from tests.factories import make_staff


def sign_in(who: User | str, **options: Any) -> Client:
    """Return a client of a user, or of a new one in a role ("" is staff without any)."""
    client = Client(**options)
    client.force_login(who if isinstance(who, User) else make_staff(who))
    return client


def sign_in_superuser(**options: Any) -> Client:
    return sign_in(make_staff(is_superuser=True), **options)
