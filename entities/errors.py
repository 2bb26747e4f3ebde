"""The rules about people and organisations that a request can break."""

from newsroom.lib.errors import Conflict


class AlreadyMerged(Conflict):
    """One of the two stands for another by now."""

    code = "already_merged"


class CannotMerge(Conflict):
    """The two cannot be one: what is known of them says so."""

    code = "cannot_merge"


class NotMerged(Conflict):
    """It stands for itself: there is nothing to undo."""

    code = "not_merged"
