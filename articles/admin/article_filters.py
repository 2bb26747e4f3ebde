"""Filters of the list of articles: by state, by assignee, and what legal has to clear."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.form_errors import acting_user
from articles.choices import State


class StateListFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        del request, model_admin
        return list(State.choices)

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        del request
        if self.value() not in State.values:
            return queryset
        return queryset.in_state(self.value())  # type: ignore[attr-defined]


class AssignedToMeListFilter(admin.SimpleListFilter):
    title = _("assignment")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        del request, model_admin
        return [("1", _("in my hands"))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        if self.value() != "1":
            return queryset
        return queryset.in_hand_of(acting_user(request))  # type: ignore[attr-defined]


class ToClearListFilter(admin.SimpleListFilter):
    title = _("legal clearance")
    parameter_name = "to_clear"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        del request, model_admin
        return [("1", _("to be cleared by legal"))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        del request
        return queryset.to_clear() if self.value() == "1" else queryset  # type: ignore[attr-defined]
