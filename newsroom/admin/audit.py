"""The admin of the audit: list, filters and exports. Nobody can change an event."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from newsroom.audit_export import FORMATS, NEWEST, in_batches
from newsroom.lib.admin.changelists import CheckedLists
from newsroom.lib.admin.paginator import BoundedPaginator
from newsroom.lib.numbers import parse_whole_number
from newsroom.models import Event, User

MOST_ACTORS = 200


class SubjectListFilter(admin.SimpleListFilter):
    """A filter with a fixed list of subjects: to collect them would read the whole audit."""

    title = _("subject")
    parameter_name = "subject_type"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        del request, model_admin
        return [
            ("article", _("article")),
            ("person", _("person")),
            ("organisation", _("organisation")),
            ("section", _("section")),
            ("user", _("user")),
            ("group", _("group")),
            ("api-key", _("API key")),
        ]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Event]") -> "QuerySet[Event]":
        del request
        return queryset.filter(subject_type=self.value()) if self.value() else queryset


class VerbListFilter(admin.SimpleListFilter):
    title = _("verb")
    parameter_name = "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        del request, model_admin
        return [(verb, verb.replace("-", " ")) for verb in Event.objects.verbs()]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Event]") -> "QuerySet[Event]":
        del request
        return queryset.filter(verb=self.value()) if self.value() else queryset


class ActorListFilter(admin.SimpleListFilter):
    """A filter with the first two hundred members of the staff; `?actor=` accepts any id."""

    title = _("actor")
    parameter_name = "actor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        del request, model_admin
        staff = User.objects.filter(is_staff=True).order_by("username")
        names = [(str(user.pk), user.name_and_account) for user in staff[:MOST_ACTORS]]
        return [("none", _("the system")), *names]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Event]") -> "QuerySet[Event]":
        del request
        value = self.value()
        if not value:
            return queryset
        if value == "none":
            return queryset.filter(actor=None)
        actor_id = parse_whole_number(value)
        if actor_id is None:
            raise IncorrectLookupParameters
        return queryset.filter(actor=actor_id)


@admin.register(Event)
class EventAdmin(CheckedLists):
    list_display = ["at", "verb", "subject_type", "subject_id", "by"]
    list_filter = [ActorListFilter, VerbListFilter, SubjectListFilter]
    sortable_by = ()
    list_select_related = ["actor"]
    show_full_result_count = False
    paginator = BoundedPaginator
    actions = None
    change_list_template = "newsroom/audit.html"

    @admin.display(description=_("happened at"))
    def at(self, event: Event) -> str:
        """Show the time with its second and zone, since the order of events may matter."""
        return date_format(timezone.localtime(event.happened_at), "j M Y, H:i:s T")

    @admin.display(description=_("actor"))
    def by(self, event: Event) -> Any:
        if event.actor is None:
            return _("the system")
        names = {"name": event.actor.name_and_account, "key": event.key}
        return _("%(name)s by the key “%(key)s”") % names if event.key else names["name"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        export = self.admin_site.admin_view(self.export_view)
        address = path("export/<str:name>/", export, name="newsroom_event_export")
        return [address, *super().get_urls()]

    def export_view(self, request: HttpRequest, name: str) -> StreamingHttpResponse:
        """Export all events under the filters of the list, newest first, without a limit."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if name not in FORMATS:
            raise Http404
        try:
            events = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters as error:
            raise BadRequest("There is no such filter.") from error
        written = FORMATS[name].write(in_batches(events, NEWEST))
        response = StreamingHttpResponse(written, content_type=FORMATS[name].content_type)
        response.headers["Content-Disposition"] = f'attachment; filename="audit.{name}"'
        response.headers["Cache-Control"] = "no-store"
        return response
