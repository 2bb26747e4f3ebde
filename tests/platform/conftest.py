import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from newsroom.lib.postgres.cluster import Cluster
from newsroom.lib.postgres.home import make_temporary
from newsroom.lib.postgres.locks import is_held
from newsroom.lib.postgres.throwaway import discard_cluster

PATIENCE_SECONDS = 120


class Client:
    """A process of its own that uses the cluster in `home` (tests/platform/client.py)."""

    def __init__(self, home: Path) -> None:
        command = [sys.executable, "-m", "tests.platform.client", str(home)]
        self.process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, line: str = "") -> None:
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def is_served(self) -> bool:
        return self.process.stdout.readline() == "ready\n"

    def leave(self) -> None:
        self.process.stdin.close()
        assert self.process.wait(PATIENCE_SECONDS) == 0
        self.process.stdout.close()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


@pytest.fixture
def empty_home() -> Iterator[Path]:
    """The home of a cluster of this test alone. Not tmp_path: others may not pass through that."""
    folder = make_temporary("newsroom-platform-")
    yield folder
    discard_cluster(folder)


@pytest.fixture(scope="session")
def _made_home() -> Iterator[Path]:
    folder = make_temporary("newsroom-platform-")
    cluster = Cluster(folder, is_durable=False)
    cluster.ensure_running()
    cluster.release()
    yield folder
    discard_cluster(folder)


@pytest.fixture
def home(_made_home: Path) -> Iterator[Path]:
    """A home whose cluster has run before; tests share it, since to make one takes a second.

    Each leaves it as it was: whole, and stopped.
    """
    yield _made_home
    assert not is_serving(_made_home)


@pytest.fixture
def var() -> Iterator[Path]:
    """A var/ of this test alone."""
    folder = make_temporary("newsroom-platform-")
    yield folder
    if (folder / "postgres").exists():
        discard_cluster(folder / "postgres")
    shutil.rmtree(folder)


def postmaster(home: Path) -> int:
    return int((home / "data" / "postmaster.pid").read_text().split()[0])


def is_serving(home: Path) -> bool:
    return is_held(home / "server")


def manage(*arguments: str, var: Path, **environment: str) -> subprocess.Popen[str]:
    """`manage.py` as from a shell of its own, with nothing configured but where var/ is."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": "", "EMBEDDED_POSTGRES": "false", "VAR_DIR": str(var)}
        | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
