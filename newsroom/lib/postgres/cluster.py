"""An embedded PostgreSQL that all processes of one folder share.

Each process holds a shared lock on the file `holders`. The last one to leave can lock it
exclusively, and so stops the server. The kernel releases the lock of a killed process. The file
`lock` is locked while the server is started or stopped: a process that comes while the last one
leaves waits, and starts the server again.
"""

import atexit
import fcntl
import os
import threading
from pathlib import Path
from typing import Final

from newsroom.lib.postgres import locks
from newsroom.lib.postgres.errors import PostgresError
from newsroom.lib.postgres.home import resolve_home
from newsroom.lib.postgres.postmaster import answering_socket
from newsroom.lib.postgres.server import Server

NO_DATABASE: Final = (
    "There is no database in this checkout. Set DATABASE_URL to use a PostgreSQL server, or run "
    "`manage.py quickstart`, which makes a database here. EMBEDDED_POSTGRES=1 lets any command "
    "make it."
)


def has_database(home: Path) -> bool:
    """Return whether a cluster has been made in `home`, which may be a link to its real folder."""
    return home.is_symlink() or (home / "data").exists()


class Cluster:
    """One embedded PostgreSQL, as one process sees it.

    Call `cluster_at` to get it: a process has one object for each folder.
    """

    def __init__(self, home: Path, *, is_durable: bool = True, may_create: bool = True) -> None:
        self.name = home
        self.is_durable = is_durable
        self.may_create = may_create
        self._home = home
        self._holder: int | None = None
        self._thread_lock = threading.Lock()
        os.register_at_fork(after_in_child=self._forget_parent)

    def ensure_running(self) -> Path:
        """Return the folder of the socket of a running server; start one if there is none.

        Fast if it runs, so it is called before each new connection. The server runs at least until
        this process ends or calls `release`. Raises `PostgresError`, also if there is no database
        and `may_create` is false.
        """
        with self._thread_lock:
            try:
                return self._ensure_running()
            except OSError as error:
                raise PostgresError(f"The embedded PostgreSQL cannot be used: {error}") from error

    def _ensure_running(self) -> Path:
        if self._holder is not None and (folder := answering_socket(self._home / "data")):
            return folder
        if not self.may_create and not has_database(self.name):
            raise PostgresError(NO_DATABASE)
        self._home = resolve_home(self.name)
        with locks.exclusive(self._home / "lock"):
            self._hold()
            if folder := answering_socket(self._home / "data"):
                return folder
            return Server.at(self._home, is_durable=self.is_durable).start()

    def release(self) -> None:
        """Stop using the server; stop it if no other process uses it. Does nothing if unused."""
        with self._thread_lock:
            if self._holder is None:
                return
            if self._home.exists():
                self._leave(self._holder)
            os.close(self._holder)
            self._holder = None

    def _leave(self, holder: int) -> None:
        with locks.exclusive(self._home / "lock"):
            if locks.try_exclusive(holder):
                Server.at(self._home, is_durable=self.is_durable).stop()
            fcntl.flock(holder, fcntl.LOCK_UN)

    def hold(self) -> None:
        """Count this process as a user of the cluster, without starting the server."""
        self._home = resolve_home(self.name)
        with locks.exclusive(self._home / "lock"):
            self._hold()

    def _hold(self) -> None:
        if self._holder is None:
            self._holder = locks.open_lock(self._home / "holders")
        fcntl.flock(self._holder, fcntl.LOCK_SH)

    def _forget_parent(self) -> None:
        """Drop the parent's lock in a forked child: it belongs to the parent."""
        if self._holder is not None:
            os.close(self._holder)
        self._holder = None
        self._thread_lock = threading.Lock()


_clusters: dict[Path, Cluster] = {}
_clusters_lock = threading.Lock()


def cluster_at(home: Path, *, is_durable: bool = True, may_create: bool = True) -> Cluster:
    """Return this process's object for the cluster in `home`. It is released at the end.

    `is_durable` false is for tests: data may be lost in a power cut. `may_create` tells whether a
    missing database is made.
    """
    with _clusters_lock:
        if home not in _clusters:
            cluster = Cluster(home, is_durable=is_durable, may_create=may_create)
            _clusters[home] = cluster
            atexit.register(cluster.release)
        return _clusters[home]
