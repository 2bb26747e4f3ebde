"""A process that works beside this one and ends when this one ends, in any way."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

PATIENCE_SECONDS: Final = 15


@contextmanager
def child_process(command: str) -> Iterator[None]:
    """Run `manage.py COMMAND --until-input-ends` during the block.

    It holds the reading end of a pipe: when this process dies, killed or not, the pipe closes and
    the other stops. What it had begun it may finish first.
    """
    arguments = [sys.executable, sys.argv[0], command, "--until-input-ends"]
    process = subprocess.Popen(  # noqa: S603
        arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches this process alone, which then ends the other
    )
    try:
        yield
    finally:
        assert process.stdin
        process.stdin.close()
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
