"""Measure how long a job takes, whatever else the machine does."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fail if the block takes more of the processor's time than this, waiting not counted."""
    begun = time.thread_time()
    yield
    taken = time.thread_time() - begun
    assert taken < seconds, f"took {taken:.1f} of {seconds} seconds"
