"""Where the database is, from a URL."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

EXAMPLE = "postgres://user:password@db.example:5432/newsroom"


def database_at(url: str) -> dict[str, Any]:
    """Django's settings for the PostgreSQL at `url`.

    A socket's folder may stand as libpq has it, percent-encoded in the host's place. Raises
    `ImproperlyConfigured` for anything but an address of PostgreSQL; the password is not told.
    """
    engine = environ.Env.DB_SCHEMES.get(urlsplit(url).scheme)
    if engine != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            f"DATABASE_URL does not name a PostgreSQL database. For example: {EXAMPLE}"
        )
    found = environ.Env.db_url_config(url)
    return {**found, "ENGINE": "newsroom.lib.database", "HOST": unquote(found["HOST"])}


def database_in_words(settings: Mapping[str, Any]) -> str:
    """Return which database the settings name, without anything that an outsider must not know."""
    return "the embedded database" if "CLUSTER" in settings else "the database of DATABASE_URL"
