"""Serving the site with gunicorn from within a command, without a configuration file."""

import errno
import gc
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from newsroom.lib.errors import DomainError

BACKLOG = 2048
# Each thread keeps a connection to the database: 16 x 4 is well below the server's limit.
MOST_WORKERS, THREADS = 16, 4
ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - recognised, not listened on


class AddressError(DomainError):
    """The site cannot be served at this address; the message says why."""

    code = "address"


def listen_at(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 is any free one. Raises AddressError in words.

    It listens and not only binds, since two sockets may be bound to a port until one listens.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind)
    except OSError as error:
        raise AddressError(
            f"{host} is not an address of this machine: {error.strerror}."
        ) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise AddressError(_why_not(host, port, error)) from error
    return listener


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is taken. Stop what uses it, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for root. Choose one from 1024 on with --port."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is not an address of this machine. Choose another with --host."
    return f"The site cannot be served at {host}, port {port}: {error.strerror}."


def url_of(listener: socket.socket) -> str:
    """Where a browser on this machine finds the listener, without a final slash."""
    host, port = listener.getsockname()[:2]
    if host in ANY_ADDRESS:
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(listener: socket.socket, *, when_ready: Callable[[], None]) -> None:
    """Serve the site until a signal says to stop; ends the process as gunicorn does (SystemExit).

    `when_ready` is called once requests are answered. INT and QUIT stop at once, TERM lets
    requests finish first, and so does HUP, a closed terminal, unless it was ignored (nohup).
    """
    is_hup_ignored = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN

    def ready(_arbiter: Arbiter) -> None:
        if is_hup_ignored:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        when_ready()

    _Arbiter(_Site({**_options(), "bind": f"fd://{listener.detach()}", "when_ready": ready})).run()


class _Site(BaseApplication):
    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        return get_wsgi_application()


class _Arbiter(Arbiter):
    handle_hup = Arbiter.handle_term


def _options() -> dict[str, Any]:
    shared_memory = Path("/dev/shm")  # noqa: S108 - gunicorn makes its file there unnamed
    return {
        "workers": min(os.cpu_count() or 1, MOST_WORKERS),
        "worker_class": "gthread",
        "threads": THREADS,
        "preload_app": True,
        "pre_fork": _share_memory,
        "post_worker_init": _end_at_once_when_told,
        "graceful_timeout": 10,
        "loglevel": "warning",
        # Its heartbeat is a file whose times change each second: on a disk that can block.
        "worker_tmp_dir": str(shared_memory) if os.access(shared_memory, os.W_OK) else None,
        # A socket by which others could steer the server, in the home folder by default.
        "control_socket_disable": True,
    }


def _share_memory(_arbiter: Arbiter, _worker: Worker) -> None:
    """Fork with no connection to share, and with nothing that a worker's collector would look at:
    it would write to each object, and so copy the pages that the workers have in common.
    """
    connections.close_all()
    gc.collect()
    gc.freeze()


def _end_at_once_when_told(_worker: Worker) -> None:
    """Leave Ctrl-C to the arbiter, and end without goodbyes when it says QUIT.

    A terminal sends INT to every process, so a worker got two signals; gunicorn's handler takes
    locks of the thread pool and can wait for itself, or for a thread that is busy.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGQUIT, lambda _number, _frame: os._exit(0))
