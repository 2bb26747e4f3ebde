"""Errors about people and organisations, for requests that break a rule."""

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
    """What is known of the two says that they are not the same."""

    code = "cannot_merge"


class NotMerged(Conflict):
    """The entity is not merged: there is nothing to undo."""

    code = "not_merged"
