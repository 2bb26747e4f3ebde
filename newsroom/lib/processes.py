"""A second process that ends when this one ends, however it ends."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

PATIENCE_SECONDS: Final = 15


@contextmanager
def child_process(command: str) -> Iterator[None]:
    """Run `manage.py COMMAND --until-input-ends` during the block.

    The child reads a pipe. When this process ends, also if it is killed, the pipe closes and the
    child stops; it may finish its present work first.
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
