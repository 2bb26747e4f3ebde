"""The newsroom's people, and the audit."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from newsroom.admin.audit import EventAdmin
from newsroom.admin.people import RolesAdmin, StaffAdmin

__all__ = ["EventAdmin", "RolesAdmin", "StaffAdmin"]

admin.site.site_header = _("Newsroom")
admin.site.site_title = _("Newsroom")
admin.site.index_title = _("Desk")
