"""The newsroom's people, and the audit."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from newsroom.lib.bounded import BoundedPaginator
from newsroom.lib.changelists import CheckedLists
from newsroom.models import Event, User

admin.site.site_header = _("Newsroom")
admin.site.site_title = _("Newsroom")
admin.site.index_title = _("Desk")


@admin.register(User)
class StaffAdmin(CheckedLists, UserAdmin):
    """Django's own, its lists checked."""


class SubjectListFilter(admin.SimpleListFilter):
    """The kinds of things that happen, as a fixed list: to collect them would read the audit."""

    title = _("subject")
    parameter_name = "subject_type"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        del request, model_admin
        return [
            ("article", _("article")),
            ("person", _("person")),
            ("organisation", _("organisation")),
            ("section", _("section")),
        ]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Event]") -> "QuerySet[Event]":
        del request
        return queryset.filter(subject_type=self.value()) if self.value() else queryset


@admin.register(Event)
class EventAdmin(CheckedLists):
    """What happened, to read: nobody writes here, and the database refuses it too."""

    list_display = ["happened_at", "verb", "subject_type", "subject_id", "actor"]
    list_filter = [SubjectListFilter]
    sortable_by = ()
    list_select_related = ["actor"]
    show_full_result_count = False
    paginator = BoundedPaginator
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False
