"""The newsroom's people, and the audit."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from newsroom.lib.bounded import BoundedPaginator
from newsroom.models import Event, User

admin.site.register(User, UserAdmin)
admin.site.site_header = _("Newsroom")
admin.site.site_title = _("Newsroom")
admin.site.index_title = _("Desk")


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    """What happened, to read: nobody writes here, and the database refuses it too."""

    list_display = ["happened_at", "verb", "subject_type", "subject_id", "actor"]
    list_filter = ["subject_type"]
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
