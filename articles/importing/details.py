"""The language and date of an article, as a sidecar gives them."""

from datetime import datetime

from django.conf import settings

from articles.importing.errors import UnusableFile
from articles.importing.sidecar import Sidecar
from newsroom.lib.datetimes import InvalidDatetime, read_datetime


def language_of(sidecar: Sidecar) -> str:
    """Return the article's language, by default the newsroom's first. Raises `UnusableFile`."""
    language = sidecar.language or settings.ARTICLE_LANGUAGES[0]
    if language not in settings.ARTICLE_LANGUAGES:
        known = ", ".join(settings.ARTICLE_LANGUAGES)
        raise UnusableFile(f"sidecar: The language “{language}” is not one of {known}.")
    return language


def date_of(sidecar: Sidecar) -> datetime | None:
    """Return when the article was published, in UTC. Raises `UnusableFile`.

    A day alone is its start in the newsroom's zone.
    """
    if not sidecar.date:
        return None
    try:
        return read_datetime(sidecar.date, takes_days=True)
    except InvalidDatetime as error:
        raise UnusableFile(f"sidecar: date: {error.message}") from error
