"""What a running server tells about itself: postmaster.pid, and its socket."""

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
    """What data/postmaster.pid says; it may be about a server that is no more."""

    socket_folder: Path | None = None
    is_ready: bool = False


def read_postmaster(data: Path) -> Postmaster:
    """Return what the file says now: a starting postmaster adds its lines one by one."""
    try:
        text = (data / "postmaster.pid").read_text(errors="surrogateescape")
    except FileNotFoundError:
        return Postmaster()
    lines = dict(zip(LINES, map(str.strip, text.splitlines()), strict=False))
    folder = lines.get("socket_folder")
    return Postmaster(Path(folder) if folder else None, lines.get("status") == "ready")


def answering_socket(data: Path) -> Path | None:
    """Return the socket's folder, if a server of `data` accepts connections there."""
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
    """Whether the path fits a socket's address, and means the same to libpq and to the server.

    Both read a list where there is a comma, and the server strips quotation marks.
    """
    path = str(folder / SOCKET_NAME)
    return len(os.fsencode(path)) <= SOCKET_PATH_BYTES and not set(path) & set(",\"'\\@ \t\n")


def remove_socket_folder(folder: Path | None, home: Path) -> None:
    """Remove what a server has left of its socket, and the folder if it was a temporary one."""
    if folder is None or not folder.is_dir():
        return
    for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
        (folder / name).unlink(missing_ok=True)
    if folder.parent != home:
        folder.rmdir()
