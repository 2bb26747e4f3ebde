"""The base classes of errors that services raise and edges translate."""


class DomainError(Exception):
    """A request broke a rule of the newsroom.

    `code` is stable and machine-readable (it appears in API problems); `message` is one or more
    sentences for the person who asked. Each edge translates it once: API to problem details, form
    to an error, admin to a message, command to `CommandError`.
    """

    code = "invalid"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    @property
    def extra(self) -> dict[str, object]:
        """Return more about the error for programs, as JSON."""
        return {}


class NotAllowed(DomainError):
    """The person who asked has no right to this."""

    code = "not_allowed"


class Conflict(DomainError):
    """The request does not fit the present state; it may later."""

    code = "conflict"
