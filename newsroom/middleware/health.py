"""Answers to load balancers: whether the process runs, and whether it can serve requests."""

import logging
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse

from newsroom.lib.database.address import database_in_words

logger = logging.getLogger(__name__)


class HealthMiddleware:
    """The first middleware, which answers /health/live and /health/ready by itself.

    A load balancer asks by IP address and plain HTTP, which other middleware would refuse.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.is_migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/health/live":
            return _answer("live")
        if request.path_info == "/health/ready":
            return self._ready()
        return self.get_response(request)

    def _ready(self) -> HttpResponse:
        """Answer 200 if the database answers and has every migration, else 503 with the reason."""
        try:
            missing = 0 if self.is_migrated else _missing_migrations()
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            logger.exception("The database does not answer")
            return _answer("the database does not answer", 503)
        self.is_migrated = not missing
        if missing:
            return _answer(f"{missing} migrations are missing", 503)
        return _answer(f"ready: {database_in_words(connection.settings_dict)}")


def _missing_migrations() -> int:
    # All migrations are compared: a plan for the latest is empty if only an earlier one is missing.
    loader = MigrationLoader(connection)
    return len(loader.graph.nodes.keys() - loader.applied_migrations.keys())


def _answer(text: str, status: int = 200) -> HttpResponse:
    body = f"{text}\n".encode()
    # No other middleware runs, which would set the length.
    headers = {"Cache-Control": "no-store", "Content-Length": str(len(body))}
    return HttpResponse(body, "text/plain", status, headers=headers)
