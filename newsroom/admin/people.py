"""Who works in the newsroom and what they may do; every change of it is recorded."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from newsroom.lib.changelists import CheckedLists
from newsroom.models import User
from newsroom.rights import (
    Subject,
    lock_rights,
    record_deletion,
    record_password,
    record_rights,
)


class RecordsRights(admin.ModelAdmin):
    """Records what becomes of rights, in the transaction in which the admin stores it."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        form.rights_before = lock_rights(type(obj), obj.pk) if change else None
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        record_rights(subject=form.instance, before=form.rights_before, by=_actor(request))

    def delete_model(self, request: HttpRequest, obj: Subject) -> None:
        record_deletion(subject=obj, by=_actor(request))
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> None:
        for subject in queryset:
            record_deletion(subject=subject, by=_actor(request))
        super().delete_queryset(request, queryset)


def _actor(request: HttpRequest) -> User:
    return cast("User", request.user)


@admin.register(User)
class StaffAdmin(RecordsRights, CheckedLists, UserAdmin):
    list_display = ["username", "email", "first_name", "last_name", "is_staff", "acts"]

    @admin.display(description=_("acts"))
    def acts(self, user: User) -> SafeString:
        address = reverse("admin:newsroom_event_changelist")
        return format_html('<a href="{}?actor={}">{}</a>', address, user.pk, _("What they did"))

    @transaction.atomic
    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002 - Django's own name
        form_url: str = "",
    ) -> HttpResponse:
        before = self.get_object(request, id)
        response = super().user_change_password(request, id, form_url)
        after = self.get_object(request, id)
        if before and after and before.password != after.password:
            record_password(subject=after, by=_actor(request))
        return response


admin.site.unregister(Group)


@admin.register(Group)
class RolesAdmin(RecordsRights, CheckedLists, GroupAdmin):
    """Django's own, recorded."""
