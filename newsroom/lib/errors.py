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
