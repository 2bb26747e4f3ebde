"""Dates and counts in words."""

from datetime import datetime, timezone
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

# Not translated: the language of the desk is that of the person who publishes.
KINDS_OF_CORRECTION: Final = {
    "correction": "Correction",
    "clarification": "Clarification",
    "update": "Update",
    "apology": "Apology",
    "retraction": "Retraction",
}


def instant(moment: datetime) -> str:
    """Return the value of HTML's `datetime`, to the second."""
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def exact_instant(moment: datetime) -> str:
    """Return the time as JSON has it (RFC 3339), to the microsecond."""
    return moment.isoformat().replace("+00:00", "Z")


def day_in_words(moment: datetime, language: str) -> str:
    """Return the day in the newsroom's time zone, as the language writes it."""
    with translation.override(_locale(language)):
        return date_format(localtime(moment))


def time_in_words(moment: datetime, language: str) -> str:
    """Return day and time with the time zone's name."""
    return f"{day_in_words(moment, language)}, {localtime(moment):%H:%M %Z}"


def in_newsroom_time(moment: datetime) -> str:
    """Return day, time and the time zone's name, for the desk."""
    return f"{localtime(moment):%Y-%m-%d %H:%M %Z}"


def _locale(language: str) -> str:
    """Return the site's locale if it has this language: "en" alone would be American."""
    own = settings.LANGUAGE_CODE
    return own if own.partition("-")[0] == language else language


@lru_cache(maxsize=1024)
def counts_in_words(mentions: int, quotes: int) -> str:
    """Return counts such as "1 mention, 2 quotes", without zeros."""
    parts = [
        f"{count} {noun if count == 1 else noun + 's'}"
        for count, noun in ((mentions, "mention"), (quotes, "quote"))
        if count
    ]
    return ", ".join(parts)
