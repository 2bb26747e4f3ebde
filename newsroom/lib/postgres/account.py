"""The account that the server runs as: our own or, for root, another one."""

import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from newsroom.lib.postgres.errors import PostgresError

# The usual account for PostgreSQL is tried first: then nothing on the machine has to change.
CONVENTIONAL, OURS = "postgres", "newsroom-postgres"
ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"}


class Identity(TypedDict, total=False):
    """Arguments of `subprocess.run` that choose the account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """An account of the operating system, and what it can do."""

    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        return self.uid == os.geteuid()

    def identity(self) -> Identity:
        """Return the arguments of `subprocess` that start a program as this account."""
        if self.is_ours:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def run(self, *command: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run a program as this account, out of reach of Ctrl-C, with `stdin` as its input.

        It gets none of our environment: PGPORT, PGDATA or LC_ALL would change the server.
        """
        return subprocess.run(  # noqa: S603 - programs of the wheel, no input of users
            command,
            check=False,
            input=stdin,
            capture_output=True,
            text=True,
            errors="replace",
            cwd="/",
            env=ENVIRONMENT,
            start_new_session=True,
            **self.identity(),
        )

    def make_folder(self, path: Path) -> Path:
        """Make a folder at `path` that only this account (and root) can open; return it."""
        path.mkdir(mode=0o700, exist_ok=True)
        if not self.is_ours:
            os.chown(path, self.uid, self.gid)
        return path

    def can_reach(self, path: Path) -> bool:
        """Return whether the permissions of all folders above `path` let this account pass."""
        return all(self._can_search(folder) for folder in path.resolve().parents)

    def _can_search(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & stat.S_IXUSR)
        if status.st_gid == self.gid:
            return bool(status.st_mode & stat.S_IXGRP)
        return bool(status.st_mode & stat.S_IXOTH)


def account_for(data: Path) -> Account:
    """Return the account that the server of `data` runs as.

    It is our own, unless we are root, as which PostgreSQL refuses to run. Then it is the owner of
    the existing data, else the account `postgres`, else a new one. Raises `PostgresError` if that
    cannot be made.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    if data.exists() and (status := data.stat()).st_uid != 0:
        return Account(status.st_uid, status.st_gid)
    return _named(CONVENTIONAL) or _named(OURS) or _make_account()


def _named(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_uid, entry.pw_gid)


def _make_account() -> Account:
    root = Account(os.geteuid(), os.getegid())
    options = ("--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin")
    try:
        message = root.run("useradd", *options, OURS).stderr
    except FileNotFoundError:
        message = "There is no useradd on this machine."
    # Looked up even after an error: another process may have made the account meanwhile.
    if account := _named(OURS):
        return account
    raise PostgresError(
        f"PostgreSQL does not run as root, and the account {OURS} could not be made. "
        f"{message.strip()}"
        " Make it by hand, run this as an ordinary user, or set DATABASE_URL."
    )
