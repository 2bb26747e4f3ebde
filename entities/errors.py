"""The rules about people and organisations that a request can break."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from newsroom.lib.errors import Conflict

if TYPE_CHECKING:
    from entities.models import Entity


class AlreadyMerged(Conflict):
    """Somebody who should stand for themselves stands for another by now."""

    code = "already_merged"

    def __init__(self, entity: "Entity") -> None:
        said = _("%(one)s has been merged into %(other)s.")
        super().__init__(said % {"one": entity, "other": entity.merged_into})


class CannotMerge(Conflict):
    """The two cannot be one: what is known of them says so."""

    code = "cannot_merge"


class NotMerged(Conflict):
    """It stands for itself: there is nothing to undo."""

    code = "not_merged"
