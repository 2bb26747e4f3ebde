"""Read dates with times: one rule for forms, API, commands and files.

A time without a zone is in the newsroom's zone (`TIME_ZONE`). When the clocks go forward there, an
hour does not exist; when they go back, an hour comes twice. Such a time is never guessed (PEP 495).
"""

import re
from datetime import datetime
from datetime import timezone as zones
from typing import Final

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from newsroom.lib.errors import DomainError

DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# RFC 3339; zone and seconds are optional. Python versions differ in what else they accept.
TIME: Final = r"[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,6})?)?"
# Years that can be written in every time zone, and by every reader of JSON.
YEARS: Final = range(1000, 9999)
MOMENT: Final = re.compile(DAY.pattern + TIME + r"(Z|[+-][0-9]{2}:?[0-9]{2})?")
# An address has a space for "+".
LOST_PLUS: Final = re.compile(r":[0-9]{2}([.,][0-9]+)? [0-9]{2}:?[0-9]{2}$")


class InvalidDatetime(DomainError):
    """A text that is not a valid date with time."""

    code = "invalid"


class AmbiguousDatetime(InvalidDatetime):
    """A local time that comes twice, because the clocks go back."""


def read_datetime(text: str, *, takes_days: bool = False) -> datetime:
    """Return the UTC datetime of a text in ISO 8601.

    With `takes_days`, a date alone is the first moment of that day in the newsroom's zone. Raises
    `InvalidDatetime`, and `AmbiguousDatetime` for a local time that comes twice.
    """
    written = text.strip().upper()
    if DAY.fullmatch(written):
        if not takes_days:
            raise InvalidDatetime(_("“%s” is a day: give the time too.") % text)
        midnight = _parse(f"{written}T00:00", text)
        return _in_utc(midnight.replace(tzinfo=timezone.get_current_timezone()))
    if LOST_PLUS.search(written):
        raise InvalidDatetime(
            _("“%s” has a space where its zone begins: in an address, “+” is written %%2B.") % text
        )
    if not MOMENT.fullmatch(written):
        raise InvalidDatetime(_("“%s” is no moment written YYYY-MM-DDThh:mm:ssZ.") % text)
    found = _parse(written, text)
    return _in_utc(found if found.tzinfo else local_datetime(found))


def local_datetime(local: datetime, *, is_second: bool | None = None) -> datetime:
    """Return a time without a zone in the newsroom's zone.

    If the time comes twice, `is_second` says which one is meant. Raises `InvalidDatetime` for a
    time that does not exist, and `AmbiguousDatetime` if `is_second` is needed and None.
    """
    zone = timezone.get_current_timezone()
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    before, after = first.utcoffset(), second.utcoffset()
    assert before is not None
    assert after is not None
    if before < after:
        message = _("%(time)s does not exist on %(day)s in %(zone)s: the clocks go forward then.")
        raise InvalidDatetime(message % _describe_time(local))
    if before > after and is_second is None:
        message = _(
            "%(time)s comes twice on %(day)s in %(zone)s, when the clocks go back. With its zone "
            "the first is written %(first)s, the second %(second)s."
        )
        both = {"first": first.isoformat(), "second": second.isoformat()}
        raise AmbiguousDatetime(message % (_describe_time(local) | both))
    return second if is_second else first


def is_doubled(local: datetime) -> bool:
    """Return whether a time without a zone comes twice in the newsroom's zone."""
    try:
        local_datetime(local)
    except AmbiguousDatetime:
        return True
    except InvalidDatetime:
        return False
    return False


def _parse(written: str, text: str) -> datetime:
    try:
        found = parse_datetime(written)
    except ValueError as error:
        raise InvalidDatetime(
            _("“%s” is no moment: no calendar or clock has it.") % text
        ) from error
    if found is None:
        raise InvalidDatetime(_("“%s” is no moment: no calendar or clock has it.") % text)
    if found.year not in YEARS:
        bounds = {"text": text, "first": YEARS[0], "last": YEARS[-1]}
        raise InvalidDatetime(_("“%(text)s” is not in the years %(first)s to %(last)s.") % bounds)
    return found


def _in_utc(moment: datetime) -> datetime:
    """Return the moment in UTC: PostgreSQL does not know every zone that Python reads (+23:59)."""
    return moment.astimezone(zones.utc)


def _describe_time(local: datetime) -> dict[str, str]:
    zone = timezone.get_current_timezone_name()
    return {"time": f"{local:%H:%M}", "day": f"{local:%Y-%m-%d}", "zone": zone}
