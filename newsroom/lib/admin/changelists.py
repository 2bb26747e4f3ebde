"""Lists of the admin that are fast with a million rows: an index sorts them."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest


class CheckedChangeList(ChangeList):
    """A list that refuses NUL, which PostgreSQL cannot store, and always respects `sortable_by`.

    Django ignores an empty `sortable_by` in the parameter `?o=`.
    """

    sortable_by: Any

    def get_filters(self, request: HttpRequest) -> Any:
        if any("\0" in part for item in request.GET.lists() for part in (item[0], *item[1])):
            raise IncorrectLookupParameters
        return super().get_filters(request)

    def get_ordering(self, request: HttpRequest, queryset: "QuerySet[Any]") -> list[Any]:
        if not self.sortable_by:
            self.params.pop(ORDER_VAR, None)
        return super().get_ordering(request, queryset)


class CheckedLists(admin.ModelAdmin):
    """A base of every admin: its list is a `CheckedChangeList`; NUL in a search is a space."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CheckedChangeList

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> "tuple[QuerySet[Any], bool]":
        return super().get_search_results(request, queryset, search_term.replace("\0", " "))
