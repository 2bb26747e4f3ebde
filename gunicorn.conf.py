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
# Each thread keeps a connection to the database: 16 x 4 is well below PostgreSQL's limit of 100.
workers = int(os.environ.get("WEB_CONCURRENCY") or min(os.cpu_count() or 1, 16))
worker_class = "gthread"
threads = 4
preload_app = True
graceful_timeout = 10
loglevel = "warning"
# The heartbeat is a file whose times change each second: on a disk that can block.
worker_tmp_dir = SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else None
# A socket by which others could steer the server, in the home folder by default.
control_socket_disable = True


# What stops a worker. Between the fork and its own handlers it has those of the main process, which
# would only note the signal: it waits until then.
STOPPING = {signal.SIGINT, signal.SIGQUIT, signal.SIGTERM}
hold_signals = partial(signal.pthread_sigmask, signal.SIG_BLOCK, STOPPING)
release_signals = partial(signal.pthread_sigmask, signal.SIG_UNBLOCK, STOPPING)


def on_starting(_server: Any) -> None:
    """Hold signals back from each fork on; `post_worker_init` releases those of a worker."""
    os.register_at_fork(before=hold_signals, after_in_parent=release_signals)


def pre_fork(_server: Any, _worker: Any) -> None:
    """Share no connection with a worker, and as much memory as possible.

    A garbage collection in a worker would write to each object, and so copy the pages that all
    workers have in common: what there is now is left out of it.
    """
    connections.close_all()
    gc.collect()
    gc.freeze()


def post_worker_init(_worker: Any) -> None:
    """Leave Ctrl-C to the main process, end at once on QUIT, and hear of signals from now on.

    A terminal sends INT to every process, so a worker would get two signals; gunicorn's handler
    of QUIT takes locks of the thread pool, and can wait for itself or for a busy thread.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGQUIT, lambda _number, _frame: os._exit(0))
    release_signals()
