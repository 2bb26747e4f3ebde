"""Django's settings for the database of a URL, and a name for it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

EXAMPLE = "postgres://user:password@db.example:5432/newsroom"


def database_at(url: str) -> dict[str, Any]:
    """Return Django's settings for the PostgreSQL server at `url`.

    The host may be the folder of a Unix socket, percent-encoded, as in libpq. Raises
    `ImproperlyConfigured` for any other kind of address, with a message without the password.
    """
    engine = environ.Env.DB_SCHEMES.get(urlsplit(url).scheme)
    if engine != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            f"DATABASE_URL does not name a PostgreSQL database. For example: {EXAMPLE}"
        )
    found = environ.Env.db_url_config(url)
    return {**found, "ENGINE": "newsroom.lib.database", "HOST": unquote(found["HOST"])}


def database_in_words(settings: Mapping[str, Any]) -> str:
    """Return a name for the database of the settings, without secrets: health checks show it."""
    return "the embedded database" if "CLUSTER" in settings else "the database of DATABASE_URL"
