"""Processes that work for a command. Imports no models, since a new process has none yet."""

import signal

import django


def set_up_process() -> None:
    """Set up Django in a worker process, which ignores Ctrl-C: its parent ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    django.setup()
