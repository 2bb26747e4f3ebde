"""Types for argparse: dates with times."""

from argparse import ArgumentTypeError
from datetime import datetime

from newsroom.lib.datetimes import InvalidDatetime, read_datetime


def datetime_argument(text: str) -> datetime:
    """Return the UTC datetime of an ISO 8601 text; without a zone it is the newsroom's."""
    return _read(text, takes_days=False)


def datetime_or_day_argument(text: str) -> datetime:
    """Return a datetime as `datetime_argument` does; a date alone is the day's first moment."""
    return _read(text, takes_days=True)


def _read(text: str, *, takes_days: bool) -> datetime:
    try:
        return read_datetime(text, takes_days=takes_days)
    except InvalidDatetime as error:
        raise ArgumentTypeError(error.message) from error
