"""The folder of one cluster, its name and real place.

lock        who holds it starts or stops the server
holders     each process that uses the server holds it, shared
server      the postmaster and its children hold it (they inherit it open)
data/       PostgreSQL's own, of the server's account, mode 700
socket/     the same, if the path is short enough for a socket
log         what the server said since it last started
server-*/   a copy of the programs, where the server's account cannot read the wheel
"""

import os
import tempfile
from pathlib import Path

from newsroom.lib.postgres.account import account_for
from newsroom.lib.postgres.errors import PostgresError

# For clusters of root in a checkout that the server's account cannot reach.
OUTSIDE = Path("/var/lib")


def settle(home: Path) -> Path:
    """Return the real folder for `home`, made if needed; concurrent processes get the same one.

    Below a folder that is closed to the server's account (a checkout in root's home), `home`
    becomes a symbolic link to a folder below /var/lib: nothing private is opened.
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
    """Where temporary clusters go: the system's temporary folder, if the server's account may."""
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
    except FileExistsError:  # Another process was first.
        real.rmdir()
    return home.resolve()


def _make_passable(folder: Path) -> None:
    """Let the server's account pass through to its own folders, and read nothing on the way."""
    folder.mkdir(exist_ok=True)
    if os.geteuid() == folder.stat().st_uid:
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
