"""Errors of requests about people and organisations."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from newsroom.lib.errors import Conflict

if TYPE_CHECKING:
    from entities.models import Entity


class AlreadyMerged(Conflict):
    """The entity has been merged into another, and cannot be changed or merged."""

    code = "already_merged"

    def __init__(self, entity: "Entity") -> None:
        message = _("%(one)s has been merged into %(other)s.")
        super().__init__(message % {"one": entity, "other": entity.merged_into})


class CannotMerge(Conflict):
    """The two entities are known to be different."""

    code = "cannot_merge"


class NotMerged(Conflict):
    """The entity is not merged: there is nothing to undo."""

    code = "not_merged"
