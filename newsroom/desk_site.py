"""The admin site of the desk: its name, and its lists in groups."""

from functools import wraps
from typing import Any, Final, NamedTuple

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.lib.admin.pasted_text import clean_pasted_text
from newsroom.sign_ins import refuse_attempt


class DeskGroup(NamedTuple):
    """Lists that are shown together on the admin's front page, by the labels of their models."""

    name: Any
    models: tuple[str, ...]


GROUPS: Final = (
    DeskGroup(
        _("Articles"),
        ("articles.Article", "articles.Quote", "articles.Mention", "articles.Section"),
    ),
    DeskGroup(_("People and organisations"), ("entities.Person", "entities.Organisation")),
    DeskGroup(
        _("Suggestions"), ("articles.Suggestion", "articles.RuleTally", "articles.AliasTally")
    ),
    DeskGroup(
        _("Newsroom"),
        (
            "newsroom.User",
            "auth.Group",
            "newsroom.ApiKey",
            "newsroom.Event",
            "procrastinate.ProcrastinateJob",
        ),
    ),
)
NAMES: Final = {
    "newsroom.Event": _("Record of what was done"),
    "procrastinate.ProcrastinateJob": _("Background jobs"),
}


class DeskSite(AdminSite):
    site_header = _("Newsroom")
    site_title = _("Newsroom")
    index_title = _("Desk")

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Return the view as the site serves it; it gets no character that cannot be stored."""

        @wraps(view)
        def cleaned(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            clean_pasted_text(request)
            return view(request, *args, **kwargs)

        return super().admin_view(cleaned, cacheable)

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Answer the page to sign in; 429 after many attempts from one address."""
        if request.method == "POST" and (refusal := refuse_attempt(request)):
            return refusal
        return super().login(request, extra_context)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the lists that the user may see, by the desk's groups instead of Django's apps.

        A model in no group stays with its app, after the groups.
        """
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        models = {model["model"]._meta.label: model for app in apps for model in app["models"]}
        groups = [_group(group, models) for group in GROUPS]
        for app in apps:
            app["models"] = [row for row in app["models"] if row["model"]._meta.label in models]
        return [group for group in [*groups, *apps] if group["models"]]


def _group(group: DeskGroup, models: dict[str, Any]) -> dict[str, Any]:
    """Return a group in the form that the admin's templates need; remove its models from `models`.

    The heading of the group links to its first list.
    """
    labels = [label for label in group.models if label in models]
    rows = [
        {**(row := models.pop(label)), "name": NAMES.get(label, row["name"])} for label in labels
    ]
    addresses = [row["admin_url"] for row in rows if row["admin_url"]]
    address = addresses[0] if addresses else reverse("admin:index")
    return {"name": group.name, "app_label": "", "app_url": address, "models": rows}


class DeskAdminConfig(AdminConfig):
    default_site = "newsroom.desk_site.DeskSite"
