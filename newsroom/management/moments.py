"""Moments as they are typed in a shell."""

from argparse import ArgumentTypeError
from datetime import datetime, time

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime


def moment(text: str) -> datetime:
    """A type for argparse: ISO 8601; without a zone the newsroom's, a day its first moment."""
    try:
        day = parse_date(text)
        found = datetime.combine(day, time()) if day else parse_datetime(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is no moment: {error}") from error
    if found is None:
        raise ArgumentTypeError(f"{text} is no moment, such as 2026-03-29 or 2026-03-29T06:00")
    return found if timezone.is_aware(found) else timezone.make_aware(found)
