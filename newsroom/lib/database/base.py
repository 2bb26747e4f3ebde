"""The database backend: Django's for PostgreSQL, with cheaper health checks."""

import time

from django.db.backends.postgresql import base

CHECKED_EVERY_SECONDS = 1.0


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's wrapper, which checks a kept connection once a second and not at each request.

    The check is a query: a third of an article page's cost. After a restart of the database, a
    query within a second of the connection's last check can still fail.
    """

    _checked_at = 0.0

    def close_if_health_check_failed(self) -> None:
        now = time.monotonic()
        if now - self._checked_at < CHECKED_EVERY_SECONDS:
            # Not later in this request either: at the end of a transaction the check would begin
            # another one, and what was committed would seem to have failed.
            self.health_check_done = True
            return
        self._checked_at = now
        super().close_if_health_check_failed()
