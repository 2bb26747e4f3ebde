"""Gunicorn, started by a command on a socket that listens already."""

import errno
import signal
import socket
from collections.abc import Callable
from functools import partial
from types import FrameType

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import Application
from gunicorn.arbiter import Arbiter

from newsroom.lib.errors import DomainError

BACKLOG = 2048
ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - recognised, not listened on


class AddressError(DomainError):
    """The site cannot be served at this address; the message says why."""

    code = "address"


def listen_at(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes any free port. Raises `AddressError`.

    To bind is not enough: two sockets can be bound to one port until one of them listens.
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
        raise AddressError(_explain_failure(host, port, error)) from error
    return listener


def _explain_failure(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is taken. Stop what uses it, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for root. Choose one from 1024 on with --port."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is not an address of this machine. Choose another with --host."
    return f"The site cannot be served at {host}, port {port}: {error.strerror}."


def url_of(listener: socket.socket) -> str:
    """Return the address of the listener for a browser on this machine, without a final slash."""
    host, port = listener.getsockname()[:2]
    if host in ANY_ADDRESS:
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(listener: socket.socket, *, when_ready: Callable[[], None]) -> None:
    """Serve the site, with the settings of `gunicorn.conf.py`, until a signal stops it.

    Calls `when_ready` when requests are answered. INT and QUIT stop at once. TERM lets requests
    finish first; so does HUP (a closed terminal), unless it was ignored (nohup). Ends by raising
    `SystemExit`.
    """
    _Site(listener, when_ready).run()


class _Site(Application):
    def __init__(self, listener: socket.socket, when_ready: Callable[[], None]) -> None:
        self._bind = f"fd://{listener.detach()}"
        self._when_ready = when_ready
        self._is_hup_ignored = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        super().__init__()

    def load_config(self) -> None:
        self.load_config_from_file(str(settings.BASE_DIR / "gunicorn.conf.py"))
        self.cfg.set("bind", self._bind)
        self.cfg.set("when_ready", self._ready)

    def load(self) -> WSGIHandler:
        return get_wsgi_application()

    def _ready(self, server: Arbiter) -> None:
        # Gunicorn would load its settings again at HUP; here it means that the terminal was closed.
        on_hup = signal.SIG_IGN if self._is_hup_ignored else partial(_terminate, server)
        signal.signal(signal.SIGHUP, on_hup)
        self._when_ready()


def _terminate(server: Arbiter, _number: int, frame: FrameType | None) -> None:
    server.signal(signal.SIGTERM, frame)
