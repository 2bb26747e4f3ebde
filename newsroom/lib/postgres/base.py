"""The database backend for the embedded server: `"ENGINE": "newsroom.lib.postgres"`.

`CLUSTER` in the database's settings has the arguments of `cluster_at`: `{"home": Path,
"is_durable": bool, "may_create": bool}`. The first connection starts the server; commands that need
no database start nothing.
"""

import re
from typing import Any

from django.db import OperationalError

from newsroom.lib.database import base
from newsroom.lib.postgres.client import DatabaseClient
from newsroom.lib.postgres.cluster import cluster_at
from newsroom.lib.postgres.errors import PostgresError
from newsroom.lib.postgres.server import ticks

RECOVERY_SECONDS = 30.0
# Errors that pass: the server recovers after it lost a process ("… is starting up", "… is in
# recovery mode"), or was just killed. Its messages are English on every machine.
PASSING = re.compile(
    "the database system is|Connection refused|No such file|server closed the connection"
)


class DatabaseWrapper(base.DatabaseWrapper):
    """A wrapper that starts the embedded server when it needs a connection."""

    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        """Return Django's parameters, with the socket of a running server as the host.

        Raises `OperationalError` if the server cannot be started.
        """
        return {**super().get_connection_params(), "host": self._host()}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; wait while the server recovers, and start it again if it was killed."""
        for _ in ticks(RECOVERY_SECONDS):
            try:
                return super().get_new_connection(conn_params)
            except self.Database.OperationalError as error:
                if not PASSING.search(str(error)):
                    raise
            conn_params["host"] = self._host()
        return super().get_new_connection(conn_params)

    def _host(self) -> str:
        try:
            return str(cluster_at(**self.settings_dict["CLUSTER"]).ensure_running())
        except PostgresError as error:
            raise OperationalError(error.message) from error
