"""Django's PostgreSQL backend on the embedded server: `"ENGINE": "newsroom.lib.postgres"`.

`CLUSTER` in the database's settings is `{"home": Path, "is_durable": bool}`. The server starts
when the first connection is made, so that commands that need no database start nothing.
"""

from typing import Any

from django.db import OperationalError
from django.db.backends.postgresql import base

from newsroom.lib.postgres.client import DatabaseClient
from newsroom.lib.postgres.cluster import cluster_at
from newsroom.lib.postgres.errors import PostgresError
from newsroom.lib.postgres.server import ticks

RECOVERY_SECONDS = 30.0


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        """As Django's, to a server that runs. Raises OperationalError when it cannot be started."""
        try:
            folder = cluster_at(**self.settings_dict["CLUSTER"]).ensure_running()
        except PostgresError as error:
            raise OperationalError(error.message) from error
        return {**super().get_connection_params(), "host": str(folder)}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """As Django's, but waits while the server recovers from the loss of a process."""
        for _ in ticks(RECOVERY_SECONDS):
            try:
                return super().get_new_connection(conn_params)
            except self.Database.OperationalError as error:  # noqa: PERF203 - it is to be retried
                # "… is starting up", "… is in recovery mode", "… is not yet accepting connections"
                if "the database system is" not in str(error):
                    raise
        return super().get_new_connection(conn_params)
