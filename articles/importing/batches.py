"""Import of files by their paths, with an outcome for each: the work of one process."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError, OperationalError, connection, transaction

from articles.importing.errors import UnusableFile
from articles.importing.file_text import read_bytes
from articles.importing.import_files import Imported, ImportOptions, Source, import_files
from articles.importing.sidecar import Sidecar, read_sidecar
from newsroom.lib.characters import describe_refused
from newsroom.lib.errors import DomainError

SIDECAR_SUFFIX = ".tags.json"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of importing a file, in words for people.

    `status` is created, updated, unchanged or failed.
    """

    path: Path
    status: str
    lines: tuple[str, ...] = ()


def import_batch(
    paths: Sequence[Path], options: ImportOptions, *, is_dry_run: bool = False
) -> list[Outcome]:
    """Import files in one transaction, or one by one if there is an error in any of them."""
    if len(paths) > 1:
        try:
            sources = [read_source(path) for path in paths]
            imported = _import(sources, options, is_dry_run)
        except (DomainError, ValidationError, DatabaseError):
            pass  # importing each file alone shows which one it was
        else:
            return [_make_outcome(*pair) for pair in zip(paths, imported, strict=True)]
    return [import_path(path, options, is_dry_run=is_dry_run) for path in paths]


def import_path(path: Path, options: ImportOptions, *, is_dry_run: bool = False) -> Outcome:
    """Import one file and return the outcome. An error in the file raises nothing."""
    try:
        return _make_outcome(path, _import_one(read_source(path), options, is_dry_run))
    except DomainError as error:
        return Outcome(path, "failed", tuple(error.message.splitlines()))
    except ValidationError as error:
        return Outcome(path, "failed", tuple(error.messages))
    except DatabaseError as error:
        return Outcome(path, "failed", (f"The database refuses it: {_reason(error)}",))


def _import_one(source: Source, options: ImportOptions, is_dry_run: bool) -> Imported:
    """Import a file, and try once more after a deadlock or a lost connection."""
    try:
        (imported,) = _import([source], options, is_dry_run)
    except OperationalError:
        (imported,) = _import([source], options, is_dry_run)
    return imported


def _make_outcome(path: Path, imported: Imported) -> Outcome:
    return Outcome(path, imported.status, tuple(imported.notes))


def read_source(path: Path) -> Source:
    """Read a file and its sidecar from the disk. Raises `UnusableFile`."""
    content, sidecar = _read_sidecar(path)
    return Source(path, read_bytes(path), content, sidecar)


def key_at(path: Path) -> str:
    """Return the key that identifies the file at a path. Reads only the sidecar.

    Raises `UnusableFile`.
    """
    return Source(path, b"", *_read_sidecar(path)).key


def _read_sidecar(path: Path) -> tuple[bytes, Sidecar]:
    _refuse_unwritable(path)
    beside = path.with_name(path.stem + SIDECAR_SUFFIX)
    try:
        content = read_bytes(beside) if beside.exists() else b""
    except OSError as error:  # a name that is too long, a folder that may not be searched
        raise UnusableFile(f"Its sidecar cannot be looked for: {error.strerror}.") from error
    return content, read_sidecar(content) if content else Sidecar()


def _refuse_unwritable(path: Path) -> None:
    try:
        str(path.resolve()).encode()
    except UnicodeEncodeError as error:
        raise UnusableFile("Its name, or that of a folder it is in, is not UTF-8.") from error
    if fault := describe_refused(str(path.resolve())):
        raise UnusableFile(f"Its path {fault}.")


def _import(sources: Sequence[Source], options: ImportOptions, is_dry_run: bool) -> list[Imported]:
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()  # the one before may have lost the server
    with transaction.atomic():
        imported = import_files(sources=sources, options=options)
        transaction.set_rollback(is_dry_run)
    return imported


def _reason(error: DatabaseError) -> str:
    """Return the detail that PostgreSQL gives, such as the value that exists already."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(diagnosis.message_detail or error) if diagnosis else str(error)
