"""System checks of settings, for mistakes that would otherwise be found late."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.db import connections

from newsroom.lib.blank import is_blank
from newsroom.lib.characters import describe_refused
from newsroom.lib.database.address import database_in_words

OLDEST_POSTGRESQL = 15


@register(Tags.urls)
def check_site_url(**_kwargs: Any) -> list[CheckMessage]:
    """Report a SITE_URL that is not a scheme and a host, optionally with a port."""
    site = urlsplit(settings.SITE_URL)
    is_visible = settings.SITE_URL.isprintable() and " " not in settings.SITE_URL
    is_origin = site.scheme in ("http", "https") and site.hostname and not (site.path or site.query)
    if is_visible and is_origin:
        return []
    return [
        Error(
            f"SITE_URL is {settings.SITE_URL!r}, which is not the address of a site.",
            hint="For example https://news.example, without a path.",
            id="newsroom.E001",
        )
    ]


@register()
def check_site_name(**_kwargs: Any) -> list[CheckMessage]:
    """Report a SITE_NAME with a character that no feed can hold, and one that shows nothing."""
    fault = describe_refused(settings.SITE_NAME)
    if not fault and not is_blank(settings.SITE_NAME):
        return []
    hint = "It stands in the title of every page and feed."
    return [Error(f"SITE_NAME {fault or 'shows nothing'}.", hint=hint, id="newsroom.E003")]


@register(deploy=True)
def name_database(**_kwargs: Any) -> list[CheckMessage]:
    """Report which database is used, since without DATABASE_URL it is the embedded one."""
    database = connections.settings["default"]
    return [Info(f"This site uses {database_in_words(database)}.", id="newsroom.I001")]


@register(Tags.database)
def check_database_version(
    databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """Report a server that is too old. Runs at `migrate` and at `check --database default`."""
    if "default" not in (databases or ()):
        return []
    major = connections["default"].get_database_version()[0]
    if major >= OLDEST_POSTGRESQL:
        return []
    return [
        Error(
            f"The server of DATABASE_URL is PostgreSQL {major}.",
            hint=f"PostgreSQL {OLDEST_POSTGRESQL} or newer is needed.",
            id="newsroom.E002",
        )
    ]
