"""The admin of accounts, groups, API keys and the audit."""

from newsroom.admin.api_keys import ApiKeyAdmin
from newsroom.admin.audit import EventAdmin
from newsroom.admin.people import RolesAdmin, StaffAdmin

__all__ = ["ApiKeyAdmin", "EventAdmin", "RolesAdmin", "StaffAdmin"]
