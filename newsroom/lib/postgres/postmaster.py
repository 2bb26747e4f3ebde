"""The state of the server, as its file postmaster.pid and its socket show it."""

import os
import socket
from dataclasses import dataclass
from pathlib import Path

PORT = 5432
SOCKET_NAME = f".s.PGSQL.{PORT}"
# sun_path has 108 bytes on Linux and 104 on BSD and macOS, the final NUL included.
SOCKET_PATH_BYTES = 103
LINES = ("pid", "data", "start", "port", "socket_folder", "address", "shared_memory", "status")


@dataclass(frozen=True)
class Postmaster:
    """The contents of data/postmaster.pid; the server may have ended."""

    socket_folder: Path | None = None
    is_ready: bool = False


def read_postmaster(data: Path) -> Postmaster:
    """Return the contents of the file. A starting server adds its lines one by one."""
    try:
        text = (data / "postmaster.pid").read_text(errors="surrogateescape")
    except FileNotFoundError:
        return Postmaster()
    lines = dict(zip(LINES, map(str.strip, text.splitlines()), strict=False))
    folder = lines.get("socket_folder")
    return Postmaster(Path(folder) if folder else None, lines.get("status") == "ready")


def answering_socket(data: Path) -> Path | None:
    """Return the folder of the socket where a server of `data` accepts connections, or None."""
    postmaster = read_postmaster(data)
    if postmaster.socket_folder is None or not postmaster.is_ready:
        return None
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        try:
            client.connect(str(postmaster.socket_folder / SOCKET_NAME))
        except OSError:
            return None
    return postmaster.socket_folder


def is_fit_for_socket(folder: Path) -> bool:
    """Return whether a socket can be in the folder.

    The path must be short enough, and mean the same to libpq and the server: both split it at
    commas, and the server removes quotation marks.
    """
    path = str(folder / SOCKET_NAME)
    return len(os.fsencode(path)) <= SOCKET_PATH_BYTES and not set(path) & set(",\"'\\@ \t\n")


def remove_socket_folder(folder: Path | None, home: Path) -> None:
    """Remove the files of an ended server's socket, and the folder if it was a temporary one."""
    if folder is None or not folder.is_dir():
        return
    for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
        (folder / name).unlink(missing_ok=True)
    if folder.parent != home:
        folder.rmdir()
