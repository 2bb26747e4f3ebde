"""The site's secret key, if the environment sets none."""

import fcntl
import os
import secrets
from pathlib import Path


def load_secret(path: Path) -> str:
    """Return the secret in the file at `path`; make a random one (344 bits, mode 600) at first.

    Concurrent processes get the same secret.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with open(descriptor, "r+", encoding="ascii") as file:  # noqa: PTH123 - a descriptor has no path
        fcntl.flock(file, fcntl.LOCK_EX)
        if kept := file.read().strip():
            return kept
        fresh = secrets.token_urlsafe(43)
        file.write(fresh)
        return fresh
