"""Wait for changes, without a database connection, and in a part of the threads only."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import BoundedSemaphore
from time import monotonic, sleep
from typing import Final, TypeVar

from django.db import connection

LONGEST_WAIT: Final = 20  # seconds
PAUSE: Final = 0.5  # seconds; each costs a connection and two queries
WAITERS: Final = 1  # in each process, which has four threads (gunicorn.conf.py)

Found = TypeVar("Found")
_places = BoundedSemaphore(WAITERS)


def wait_for(find: Callable[[], Sequence[Found]], seconds: float) -> Sequence[Found]:
    """Return what `find` returns as soon as it finds something, or nothing after some seconds.

    If too many wait already, it asks once. Between two calls the thread has no connection.
    """
    found = find()
    if found or not seconds:
        return found
    with _place() as is_free:
        until = monotonic() + seconds if is_free else 0.0
        while not found and monotonic() < until:
            if not connection.in_atomic_block:
                connection.close()
            sleep(min(PAUSE, max(0.0, until - monotonic())))
            found = find()
    return found


@contextmanager
def _place() -> Iterator[bool]:
    """Take one of the places to wait, and say whether there was one."""
    is_free = _places.acquire(blocking=False)
    try:
        yield is_free
    finally:
        if is_free:
            _places.release()
