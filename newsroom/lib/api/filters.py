"""Filters that refuse what they do not know: a parameter that is ignored is a wrong answer."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from newsroom.lib.api.pagination import PAGE_PARAMETERS


class StrictFilterBackend(DjangoFilterBackend):
    """django-filter's backend, which answers 400 to an unknown, repeated or empty parameter.

    Where something is filtered, the view's `filterset` is the one that did it.
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


def refuse_unknown(request: Request, filters: Mapping[str, Any]) -> None:
    """Raise `ValidationError` for a parameter that neither filters nor pages, or has no value."""
    known = {*filters, *PAGE_PARAMETERS}
    faults = {}
    for name, values in request.query_params.lists():
        if name not in known:
            faults[name] = _fault(
                "unknown", f"There is no such parameter. There are: {', '.join(sorted(known))}."
            )
        elif len(values) > 1:
            faults[name] = _fault("repeated", "This parameter can be given once.")
        elif not values[0].strip() or "\x00" in values[0]:
            faults[name] = _fault("invalid", "This parameter needs a value.")
    if faults:
        raise ValidationError(faults)


def _fault(code: str, message: str) -> list[ErrorDetail]:
    return [ErrorDetail(message, code)]
