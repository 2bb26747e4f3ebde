"""What a sidecar says about the article beside its words."""

from datetime import datetime
from datetime import timezone as zones
from typing import Final

from django.conf import settings
from django.utils import timezone

from articles.importing.errors import UnusableFile
from articles.importing.sidecar import Sidecar

# What every time zone, and every reader of JSON, can write.
YEARS: Final = range(1000, 9999)


def language_of(sidecar: Sidecar) -> str:
    """The article's language, the newsroom's first by default. Raises `UnusableFile`."""
    language = sidecar.language or settings.ARTICLE_LANGUAGES[0]
    if language not in settings.ARTICLE_LANGUAGES:
        known = ", ".join(settings.ARTICLE_LANGUAGES)
        raise UnusableFile(f"sidecar: The language “{language}” is not one of {known}.")
    return language


def date_of(sidecar: Sidecar) -> datetime | None:
    """When the article was published, in UTC; a date is the start of that day in the newsroom's
    zone. Raises `UnusableFile`, also for years that not everything can write.
    """
    if not sidecar.date:
        return None
    try:
        moment = datetime.fromisoformat(sidecar.date.replace("Z", "+00:00"))
    except ValueError as error:
        raise UnusableFile(f"sidecar: “{sidecar.date}” is no date (YYYY-MM-DD).") from error
    if moment.year not in YEARS:
        raise UnusableFile(
            f"sidecar: “{sidecar.date}” is not in the years {YEARS[0]} to {YEARS[-1]}."
        )
    return (moment if moment.tzinfo else timezone.make_aware(moment)).astimezone(zones.utc)
