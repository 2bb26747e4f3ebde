"""The one root of the errors that services raise and edges translate."""


class DomainError(Exception):
    """A rule of the newsroom that a request broke.

    `code` is stable and machine-readable (it appears in API problems); `message` is one or more
    sentences for the person who asked. Each edge translates it once: API to problem details,
    form to an error, admin to a message, command to `CommandError`.
    """

    code = "invalid"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    @property
    def extra(self) -> dict[str, object]:
        """What programs may want to know beside, as JSON has it."""
        return {}


class NotAllowed(DomainError):
    """The person who asked has not the right to this."""

    code = "not_allowed"


class Conflict(DomainError):
    """What was asked does not fit how things stand now; it may fit later, or asked otherwise."""

    code = "conflict"
