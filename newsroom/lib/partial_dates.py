"""Dates of which only the year, or year and month, may be known: "2024", "2024-05", "2024-05-17".

Stored as they are written (ISO 8601-1, 4.3: reduced precision), "" where nothing is known. As text
they sort by time, and a date without a day sorts before all days in it.
"""

import re
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db.models import CharField, CheckConstraint, F, Func, Q, Value
from django.db.models.functions import Left, Length
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WRITTEN: Final = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
FIRST_YEAR: Final = 1000
HINT: Final = gettext_lazy("A year, a month or a day: 2024, 2024-05 or 2024-05-17.")


def first_day(text: str) -> date:
    """Return the first day of a partial date. Raises `ValueError` for what is none."""
    if not re.match(WRITTEN, text):
        raise ValueError(text)
    return date.fromisoformat(text + "-01-01"[len(text) - 4 :])


def check_partial_date(text: str) -> None:
    """Raise `ValidationError` unless the text is a partial date from the year 1000 on."""
    try:
        is_date = first_day(text).year >= FIRST_YEAR
    except ValueError:
        is_date = False
    if not is_date:
        raise ValidationError(
            _("“%s” is no date. Write a year, a month or a day: 2024, 2024-05 or 2024-05-17.")
            % text
        )


def in_words(text: str) -> str:
    """Return a partial date as people write it: 2024, May 2024, 17 May 2024."""
    formats = {4: "Y", 7: "YEAR_MONTH_FORMAT", 10: "DATE_FORMAT"}
    return date_format(first_day(text), formats[len(text)])


class PartialDateField(CharField):
    """A partial date, "" where it is not known."""

    def __init__(self, *args: Any, **options: Any) -> None:
        fixed = {"max_length": 10, "blank": True, "default": "", "db_collation": "C"}
        super().__init__(*args, **{"help_text": HINT, **options, **fixed})
        self.validators.append(check_partial_date)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        for fixed in ("max_length", "blank", "default", "db_collation"):
            options.pop(fixed, None)
        return name, path, args, options


def written_as_dates(*names: str, name: str) -> CheckConstraint:
    """Return the constraint that the columns hold partial dates or ""."""
    condition = Q()
    for column in names:
        condition &= Q(**{column: ""}) | Q(**{f"{column}__regex": WRITTEN})
    return CheckConstraint(condition=condition, name=name)


def in_order(first: str, last: str, *, name: str) -> CheckConstraint:
    """Return the constraint that the column `last` does not end before `first` begins."""
    begins = Left(F(first), Length(last))
    condition = Q(**{first: ""}) | Q(**{last: ""}) | Q(**{f"{last}__gte": begins})
    return CheckConstraint(condition=condition, name=name)


def includes(day: Any, *, first: str, last: str) -> Q:
    """Return the condition that `day`, an expression, lies between two columns. "" is no bound."""
    text = Func(day, Value("YYYY-MM-DD"), function="to_char", output_field=CharField())
    has_begun = Q(**{first: ""}) | Q(**{f"{first}__lte": text})
    has_not_ended = Q(**{last: ""}) | Q(**{f"{last}__gte": Left(text, Length(last))})
    return has_begun & has_not_ended
