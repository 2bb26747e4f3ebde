"""Filters that refuse unknown parameters: to ignore one would give a wrong answer."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, ClassVar, TypeVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError as Misfit
from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from newsroom.lib.api.pagination import GIVEN, PAGE_PARAMETERS
from newsroom.lib.characters import describe_refused
from newsroom.lib.datetimes import DAY, InvalidDatetime, read_datetime
from newsroom.lib.numbers import LARGEST_ID, parse_whole_number

MAX_TEXT_LENGTH = 200

AnyFilter = TypeVar("AnyFilter", bound=django_filters.Filter)


class StrictFilterBackend(DjangoFilterBackend):
    """django-filter's backend, which answers 400 to an unknown, repeated or empty parameter.

    If a parameter filters, the view's `filterset` is the filter set that was used.
    """

    def filter_queryset(self, request: Request, queryset: "QuerySet[Any]", view: APIView) -> Any:
        filters = self.get_filterset_class(view, queryset)
        known = filters.base_filters if filters else {}
        refuse_unknown(request, known)
        if known.keys().isdisjoint(request.query_params):
            return queryset  # building a form costs as much as the query does
        return super().filter_queryset(request, queryset, view)

    def get_filterset(self, request: Request, queryset: "QuerySet[Any]", view: APIView) -> Any:
        view.filterset = super().get_filterset(request, queryset, view)  # type: ignore[attr-defined]
        return view.filterset  # type: ignore[attr-defined]


class StrictDetail:
    """A base of view sets: the address of one row accepts only `detail_parameters`."""

    detail: bool
    detail_parameters: ClassVar[frozenset[str]] = frozenset()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        if self.detail:
            refuse_parameters(request, self.detail_parameters)


def describe_values(filter_: AnyFilter, schema: Mapping[str, Any]) -> AnyFilter:
    """Return the filter with `schema` as the description of its values in the API's schema."""
    extend_schema_field({**schema, "description": str(filter_.label)})(filter_)
    return filter_


class DescribedFilter(django_filters.Filter):
    schema: ClassVar[Mapping[str, Any]]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        describe_values(self, self.schema)


class IdField(forms.IntegerField):
    """The id of a row, in ASCII digits."""

    def to_python(self, value: Any) -> int | None:
        text = str(value or "")
        number = parse_whole_number(text)
        if text and not number:
            raise Misfit("This is no id.", code="invalid")
        return number


class IdFilter(DescribedFilter):
    field_class = IdField
    schema = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID}


class StrictDateField(forms.DateField):
    """A day in ISO 8601: "01/02/2024" is read differently in different countries."""

    def to_python(self, value: Any) -> Any:
        if value and not DAY.fullmatch(str(value)):
            raise Misfit("This is no day written YYYY-MM-DD.", code="invalid")
        return super().to_python(value)


class StrictDateFilter(DescribedFilter):
    field_class = StrictDateField
    schema = {"type": "string", "format": "date"}


class StrictDateTimeField(forms.Field):
    """A date with time in RFC 3339; a date alone is the first moment of that day."""

    def to_python(self, value: Any) -> datetime | None:
        try:
            return read_datetime(str(value), takes_days=True) if value else None
        except InvalidDatetime as error:
            # As a parameter, so that a "%" in the message is not read as a format.
            raise Misfit("%(message)s", error.code, {"message": error.message}) from error


class StrictDateTimeFilter(DescribedFilter):
    field_class = StrictDateTimeField
    schema = {"type": "string", "format": "date-time"}


class TextFilter(DescribedFilter):
    """Words to search for, at most 200 characters."""

    field_class = forms.CharField
    schema = {**GIVEN, "maxLength": MAX_TEXT_LENGTH}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, max_length=MAX_TEXT_LENGTH, **options)


def refuse_unknown(request: Request, filters: Mapping[str, Any]) -> None:
    """Raise `ValidationError` for a parameter that is no filter and not of paging, or is empty."""
    refuse_parameters(request, {*filters, *PAGE_PARAMETERS})


def refuse_parameters(request: Request, known: Collection[str]) -> None:
    """Raise `ValidationError` for a parameter that is not known, repeated, or has no value."""
    faults = {}
    for name, values in request.query_params.lists():
        if name not in known:
            names = ", ".join(sorted(known)) or "none"
            faults[name] = _fault("unknown", f"There is no such parameter. There are: {names}.")
        elif len(values) > 1:
            faults[name] = _fault("repeated", "This parameter can be given once.")
        elif not values[0].strip():
            faults[name] = _fault("invalid", "This parameter needs a value.")
        elif fault := describe_refused(values[0]):
            faults[name] = _fault("invalid", f"This parameter {fault}.")
    if faults:
        raise ValidationError(faults)


def _fault(code: str, message: str) -> list[ErrorDetail]:
    return [ErrorDetail(message, code)]
