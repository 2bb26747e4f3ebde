"""The admin of accounts and groups; every change of rights is recorded."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ManyToManyField, QuerySet
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from newsroom.account_audit import (
    Subject,
    is_protected,
    lock_rights,
    record_deletion,
    record_password,
    record_rights,
)
from newsroom.grantable_rights import grantable_groups, grantable_permissions, has_no_more_rights
from newsroom.lib.admin.changelists import CheckedLists
from newsroom.lib.admin.stale_fields import StaleFieldsAdmin, StaleFieldsForm
from newsroom.lib.names import tidy_value
from newsroom.models import User


class AccountForm(StaleFieldsForm, UserChangeForm):
    """Django's form of an account, which does not overwrite what somebody else has stored."""


class RoleForm(StaleFieldsForm):
    """A group, whose name is stored on one tidy line."""

    def clean_name(self) -> str:
        return tidy_value(Group._meta.get_field("name"), self.cleaned_data["name"])


class RightsAdmin(StaleFieldsAdmin, admin.ModelAdmin):
    """The base of the admins of accounts and of groups.

    Nobody can change an account or a group that has a right they lack, or give such a right.
    Changes of rights are recorded in the transaction that stores them.
    """

    def has_change_permission(self, request: HttpRequest, obj: Subject | None = None) -> bool:
        may_change = super().has_change_permission(request, obj)
        return may_change and (obj is None or has_no_more_rights(obj, _actor(request)))

    def has_delete_permission(self, request: HttpRequest, obj: Subject | None = None) -> bool:
        may_delete = super().has_delete_permission(request, obj)
        return may_delete and (obj is None or has_no_more_rights(obj, _actor(request)))

    def formfield_for_manytomany(
        self,
        db_field: "ManyToManyField[Any, Any]",
        request: HttpRequest | None = None,
        **kwargs: Any,
    ) -> ModelMultipleChoiceField | None:
        assert request
        if db_field.related_model is Permission:
            kwargs["queryset"] = grantable_permissions(_actor(request))
        if db_field.related_model is Group:
            kwargs["queryset"] = grantable_groups(_actor(request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        subject = context.get("original")
        if subject and not has_no_more_rights(subject, _actor(request)):
            message = _("You cannot change “%s”: it has rights that you do not have.")
            messages.info(request, message % subject)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        form.rights_before = lock_rights(type(obj), obj.pk) if change else None
        # Checked again with the row locked: the subject may have more rights by now.
        if change and not has_no_more_rights(obj, _actor(request)):
            raise PermissionDenied
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
class StaffAdmin(RightsAdmin, CheckedLists, UserAdmin):
    """Accounts. Only `createsuperuser` makes a superuser: that flag is shown but not editable."""

    form = AccountForm
    list_display = ["username", "email", "first_name", "last_name", "is_staff", "acts"]
    readonly_fields = ["is_superuser"]

    @admin.display(description=_("acts"))
    def acts(self, user: User) -> SafeString:
        address = reverse("admin:newsroom_event_changelist")
        return format_html('<a href="{}?actor={}">{}</a>', address, user.pk, _("What they did"))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Return the actions without "delete selected": most accounts can only be deactivated."""
        return {
            name: action
            for name, action in super().get_actions(request).items()
            if name != "delete_selected"
        }

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Redirect to the account if other rows name it: it can only be deactivated."""
        user = self.get_object(request, object_id)
        if user is None or not self.has_delete_permission(request, user) or not is_protected(user):
            return super().delete_view(request, object_id, extra_context)
        message = _(
            "The account of %s cannot be deleted: the newsroom’s records name it. Deactivate it "
            "instead: untick “Active” and save."
        )
        messages.error(request, message % user)
        return redirect("admin:newsroom_user_change", user.pk)

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
class RolesAdmin(RightsAdmin, CheckedLists, GroupAdmin):
    """Groups: the newsroom's roles."""

    form = RoleForm
