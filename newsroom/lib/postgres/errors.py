"""The error of the embedded PostgreSQL."""

from newsroom.lib.errors import DomainError


class PostgresError(DomainError):
    """The embedded PostgreSQL cannot be made, started or reached; the message says what to do."""

    code = "postgres"
