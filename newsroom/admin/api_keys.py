"""The admin of API keys: made, rotated and revoked, and shown once."""

from datetime import timedelta
from typing import Any, Final, cast

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _

from newsroom.api_keys.keys import create_key, revoke_key, rotate_key
from newsroom.grantable_rights import has_no_more_rights
from newsroom.lib.admin.changelists import CheckedLists
from newsroom.lib.errors import DomainError
from newsroom.models import ApiKey, User
from newsroom.scopes import Scope

LIFETIME: Final = timedelta(days=365)
FIELDS: Final = ["name", "user", "scopes", "expiry", "requests_per_minute"]
MANAGES_ALL: Final = "newsroom.change_user"


class ApiKeyForm(forms.ModelForm):
    scopes = forms.MultipleChoiceField(
        label=_("May"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Never more than its owner may."),
    )

    class Meta:
        model = ApiKey
        fields = FIELDS

    by: User

    def _post_clean(self) -> None:
        """Make the key, so that what `create_key` refuses is an error of the form."""
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        data = dict(self.cleaned_data)
        try:
            self.made = create_key(owner=data.pop("user"), **data, by=self.by)
        except DomainError as error:
            self.add_error(None, error.message)


@admin.register(ApiKey)
class ApiKeyAdmin(CheckedLists):
    """Keys of the API: everybody's for whoever may change accounts, else one's own."""

    form = ApiKeyForm
    list_display = ["name", "user", "may", "expiry", "state", "used_on", "used_from"]
    list_select_related = ["user"]
    sortable_by = ()
    actions = None
    change_form_template = "admin/newsroom/apikey/change_form.html"

    @admin.display(description=_("may"))
    def may(self, key: ApiKey) -> str:
        return ", ".join(key.scopes)

    @admin.display(description=_("state"))
    def state(self, key: ApiKey) -> Any:
        if key.revoked_at:
            return _("revoked")
        return _("usable") if key.is_usable_at(timezone.now()) else _("expired")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[ApiKey]":
        keys = super().get_queryset(request)
        return keys if _actor(request).has_perm(MANAGES_ALL) else keys.filter(user=_actor(request))

    def get_fields(self, request: HttpRequest, obj: ApiKey | None = None) -> Any:
        return FIELDS if obj is None else ["name", "user", "may", "expiry", "state", *_USED]

    def get_readonly_fields(self, request: HttpRequest, obj: ApiKey | None = None) -> Any:
        return [] if obj is None else self.get_fields(request, obj)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is not None:  # nothing of it can be changed
            return super().get_form(request, obj, change, form=forms.ModelForm, **kwargs)
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by = _actor(request)
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        given = super().get_changeform_initial_data(request)
        expiry = timezone.localtime() + LIFETIME
        return {"user": _actor(request).pk, "expiry": expiry, **given}

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Offer one way to save: the page that follows shows the key."""
        hidden = {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().add_view(request, form_url, {**(extra_context or {}), **hidden})

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Leave out the links to make and change accounts beside the owner."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "user":
            for action in ("add", "change", "delete", "view"):
                setattr(field.widget, f"can_{action}_related", False)
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        owners = User.objects.filter(is_active=True, is_staff=True)
        if not _actor(request).has_perm(MANAGES_ALL):
            owners = owners.filter(pk=_actor(request).pk)
        field.queryset = owners
        return field

    def has_change_permission(self, request: HttpRequest, obj: ApiKey | None = None) -> bool:
        may_change = super().has_change_permission(request, obj)
        return may_change and (obj is None or _may_manage(_actor(request), obj))

    def has_delete_permission(self, request: HttpRequest, obj: ApiKey | None = None) -> bool:
        return False

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        return form.instance if change else form.made[0]

    def save_model(self, request: Any, obj: ApiKey, form: Any, change: bool) -> None:
        """Store nothing: a new key was stored by its form, and no other value changes."""
        request.secret = "" if change else form.made[1]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store nothing: a key has no rows beside it."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Log nothing: the audit has it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Log nothing: the audit has it."""

    def response_add(
        self, request: Any, obj: ApiKey, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._show(request, obj, request.secret)

    def response_change(self, request: HttpRequest, obj: ApiKey) -> HttpResponse:
        try:
            if "_rotate" in request.POST:
                return self._show(request, *rotate_key(key=obj, by=_actor(request)))
            revoke_key(key=obj, by=_actor(request))
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("The key “%s” cannot be used any more.") % obj)
        return redirect("admin:newsroom_apikey_changelist")

    def _show(self, request: HttpRequest, key: ApiKey, secret: str) -> HttpResponse:
        """Show a new key, this once: neither messages nor logs have it."""
        context = {**self.admin_site.each_context(request), "key": key, "secret": secret}
        answer = TemplateResponse(request, "admin/newsroom/apikey/made.html", context)
        add_never_cache_headers(answer)
        return answer


_USED: Final = ["used_on", "used_from", "requests_per_minute"]


def _actor(request: HttpRequest) -> User:
    return cast("User", request.user)


def _may_manage(actor: User, key: ApiKey) -> bool:
    return key.user == actor or has_no_more_rights(key.user, actor)
