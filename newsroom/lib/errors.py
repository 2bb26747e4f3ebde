"""Base classes of the errors that services raise and edges translate."""


class DomainError(Exception):
    """A request broke a rule of the newsroom.

    `code` is stable, for programs (the API's problems have it). `message` is one or more sentences
    for the person who made the request. Each edge translates the error once: the API to a problem
    document, a form to its error, the admin to a message, a command to `CommandError`.
    """

    code = "invalid"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    @property
    def extra(self) -> dict[str, object]:
        """Return more members for the API's problem document, as JSON values."""
        return {}


class NotAllowed(DomainError):
    """The person has no right to do this."""

    code = "not_allowed"


class Conflict(DomainError):
    """The request does not fit the present state; later it may."""

    code = "conflict"
