"""Clusters for tests: made for one run, not durable, and removed after it."""

import os
import shutil
from pathlib import Path

from newsroom.lib.postgres import locks
from newsroom.lib.postgres.cluster import cluster_at
from newsroom.lib.postgres.home import make_temporary, temporary_root
from newsroom.lib.postgres.server import Server

PREFIX = "newsroom-test-"


def make_cluster() -> Path:
    """Return the home of a new cluster, which this process holds. Remove those of killed runs."""
    for left in temporary_root().glob(f"{PREFIX}*/holders"):
        if left.stat().st_uid == os.geteuid():
            discard_cluster(left.parent)
    home = make_temporary(PREFIX)
    cluster_at(home, is_durable=False).hold()
    return home


def discard_cluster(home: Path) -> None:
    """Stop and remove the cluster, unless a process (this one included) still uses it."""
    with locks.exclusive(home / "lock"):
        if not locks.is_held(home / "holders"):
            if locks.is_held(home / "server"):
                Server.at(home, is_durable=False).stop()
            shutil.rmtree(home)
