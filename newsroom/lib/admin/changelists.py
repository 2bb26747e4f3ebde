"""Lists of the admin that are fast with a million rows: an index sorts them."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest


class CheckedChangeList(ChangeList):
    """A list that always respects `sortable_by`.

    Django ignores an empty `sortable_by` in the parameter `?o=`.
    """

    sortable_by: Any

    def get_ordering(self, request: HttpRequest, queryset: "QuerySet[Any]") -> list[Any]:
        if not self.sortable_by:
            self.params.pop(ORDER_VAR, None)
        return super().get_ordering(request, queryset)


class CheckedLists(admin.ModelAdmin):
    """A base of every admin: its list is a `CheckedChangeList`."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CheckedChangeList
