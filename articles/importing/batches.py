"""Files from their paths to their outcomes: what a worker process of the import does."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError, OperationalError, connection, transaction

from articles.importing.errors import UnusableFile
from articles.importing.file_text import read_bytes
from articles.importing.import_files import Imported, ImportOptions, Source, import_files
from articles.importing.sidecar import Sidecar, read_sidecar
from newsroom.lib.errors import DomainError

SIDECAR_SUFFIX = ".tags.json"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`status` is created, updated, unchanged or failed; `lines` what a person should know."""

    path: Path
    status: str
    lines: tuple[str, ...] = ()


def import_batch(
    paths: Sequence[Path], options: ImportOptions, *, is_dry_run: bool = False
) -> list[Outcome]:
    """Import some files, together if nothing is wrong with any of them, else one by one."""
    if len(paths) > 1:
        try:
            sources = [read_source(path) for path in paths]
            imported = _import(sources, options, is_dry_run)
        except (DomainError, ValidationError, DatabaseError):
            pass  # which file it was shows when each is imported for itself
        else:
            return [_outcome(path, it) for path, it in zip(paths, imported, strict=True)]
    return [import_path(path, options, is_dry_run=is_dry_run) for path in paths]


def import_path(path: Path, options: ImportOptions, *, is_dry_run: bool = False) -> Outcome:
    """Import one file; what is wrong with it is its outcome, not an exception."""
    try:
        return _outcome(path, _import_one(read_source(path), options, is_dry_run))
    except DomainError as error:
        return Outcome(path, "failed", tuple(error.message.splitlines()))
    except ValidationError as error:
        return Outcome(path, "failed", tuple(error.messages))
    except DatabaseError as error:
        return Outcome(path, "failed", (f"The database refuses it: {_reason(error)}",))


def _import_one(source: Source, options: ImportOptions, is_dry_run: bool) -> Imported:
    """Tries again once what may be over by then: two that waited for each other, a lost server."""
    try:
        (imported,) = _import([source], options, is_dry_run)
    except OperationalError:
        (imported,) = _import([source], options, is_dry_run)
    return imported


def _outcome(path: Path, imported: Imported) -> Outcome:
    return Outcome(path, imported.status, tuple(imported.notes))


def read_source(path: Path) -> Source:
    """The file and its sidecar from the disk. Raises `UnusableFile`."""
    content, sidecar = _read_sidecar(path)
    return Source(path, read_bytes(path), content, sidecar)


def key_at(path: Path) -> str:
    """What identifies the file at a path: of the two, only the sidecar is read.

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


def _import(sources: Sequence[Source], options: ImportOptions, is_dry_run: bool) -> list[Imported]:
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()  # the one before may have lost the server
    with transaction.atomic():
        imported = import_files(sources=sources, options=options)
        transaction.set_rollback(is_dry_run)
    return imported


def _reason(error: DatabaseError) -> str:
    """PostgreSQL's own words: which value is taken."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(diagnosis.message_detail or error) if diagnosis else str(error)
