"""The admin of accounts, groups and the audit."""

from newsroom.admin.audit import EventAdmin
from newsroom.admin.people import RolesAdmin, StaffAdmin

__all__ = ["EventAdmin", "RolesAdmin", "StaffAdmin"]
