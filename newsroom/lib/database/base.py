import time

from django.db.backends.postgresql import base

CHECKED_EVERY_SECONDS = 1.0


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's, but a kept connection is proved alive once a second and not at every request.

    The proof is a query of its own: a third of what an article's page costs. After the database
    was restarted, what is asked within that second of a connection's last proof can still fail.
    """

    _checked_at = 0.0

    def close_if_health_check_failed(self) -> None:
        now = time.monotonic()
        if now - self._checked_at < CHECKED_EVERY_SECONDS:
            # Nor later in this request: at the end of a transaction the proof would begin another,
            # and what was committed would seem to have failed.
            self.health_check_done = True
            return
        self._checked_at = now
        super().close_if_health_check_failed()
