"""Processes that work for a command. Imports no models: a worker reads this before it has any."""

import signal

import django


def begin() -> None:
    """Prepare a worker process. Ctrl-C reaches it too, but its parent ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    django.setup()
