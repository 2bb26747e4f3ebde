"""Clients that act by a key."""

from typing import Any

from django.test import Client

from newsroom.api_keys.keys import create_key
from newsroom.models import User
from newsroom.scopes import Scope


def client_of(owner: User, *scopes: str, name: str = "Wire robot", **options: Any) -> Client:
    """Return a client with a new key of these scopes; of all that there are without any."""
    _key, secret = create_key(
        owner=owner, name=name, scopes=scopes or Scope.values, by=None, **options
    )
    return with_key(secret)


def with_key(secret: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {secret}"})
