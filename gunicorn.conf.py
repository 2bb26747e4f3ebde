"""Gunicorn's settings: for `gunicorn` in production, and for `manage.py quickstart`.

Each can be overridden by gunicorn's own means: its command line, or GUNICORN_CMD_ARGS.
"""

import gc
import os
import signal
from functools import partial
from typing import Any

from django.db import connections

SHARED_MEMORY = "/dev/shm"  # noqa: S108 - gunicorn makes an unnamed file there

wsgi_app = "newsroom.wsgi:application"
# Each thread keeps a database connection: 16 x 4 is well below PostgreSQL's limit of 100.
workers = int(os.environ.get("WEB_CONCURRENCY") or min(os.cpu_count() or 1, 16))
worker_class = "gthread"
threads = 4
preload_app = True
graceful_timeout = 10
loglevel = "warning"
# The heartbeat changes a file's times each second, which can block on a disk.
worker_tmp_dir = SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else None
# Off: a socket, in the home folder by default, by which others could control the server.
control_socket_disable = True


# Signals that stop a worker. Between the fork and its own handlers it has the handlers of the main
# process, which would lose the signal. So the signals are blocked during that time.
STOPPING = {signal.SIGINT, signal.SIGQUIT, signal.SIGTERM}
hold_signals = partial(signal.pthread_sigmask, signal.SIG_BLOCK, STOPPING)
release_signals = partial(signal.pthread_sigmask, signal.SIG_UNBLOCK, STOPPING)


def on_starting(_server: Any) -> None:
    """Block signals at each fork; `post_worker_init` unblocks them in the worker."""
    os.register_at_fork(before=hold_signals, after_in_parent=release_signals)


def pre_fork(_server: Any, _worker: Any) -> None:
    """Share no database connection with a worker, and as much memory as possible.

    A garbage collection in a worker would write to every object, and so copy the shared memory.
    `gc.freeze` leaves the present objects out of it.
    """
    connections.close_all()
    gc.collect()
    gc.freeze()


def post_worker_init(_worker: Any) -> None:
    """Ignore INT, end at once on QUIT, and unblock signals.

    A terminal sends INT to every process, so a worker would get two signals: the main process
    stops it. Gunicorn's handler of QUIT takes locks of the thread pool, and can deadlock.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGQUIT, lambda _number, _frame: os._exit(0))
    release_signals()
