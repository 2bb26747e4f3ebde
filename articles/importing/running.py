"""One file from its path to its outcome: what a worker process of the import does."""

from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.importing.errors import UnusableFile
from articles.importing.reading import read_bytes
from articles.importing.sidecar import Sidecar, read_sidecar
from articles.services.importing import Imported, ImportOptions, Source, import_file
from newsroom.lib.errors import DomainError

SIDECAR_SUFFIX = ".tags.json"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`status` is created, updated, unchanged or failed; `lines` what a person should know."""

    path: Path
    status: str
    lines: tuple[str, ...] = ()


def import_path(path: Path, options: ImportOptions, *, is_dry_run: bool = False) -> Outcome:
    """Import one file; what is wrong with it is its outcome, not an exception."""
    try:
        imported = _import(read_source(path), options, is_dry_run)
    except DomainError as error:
        return Outcome(path, "failed", tuple(error.message.splitlines()))
    except ValidationError as error:
        return Outcome(path, "failed", tuple(error.messages))
    return Outcome(path, imported.status, tuple(imported.notes))


def read_source(path: Path) -> Source:
    """The file and its sidecar from the disk. Raises `UnusableFile`."""
    beside = path.with_name(path.stem + SIDECAR_SUFFIX)
    sidecar = read_bytes(beside) if beside.exists() else b""
    return Source(path, read_bytes(path), sidecar, read_sidecar(sidecar) if sidecar else Sidecar())


def _import(source: Source, options: ImportOptions, is_dry_run: bool) -> Imported:
    try:
        return _attempt(source, options, is_dry_run)
    except IntegrityError:
        # Another process made the same entity, section or slug meanwhile: now it is there.
        try:
            return _attempt(source, options, is_dry_run)
        except IntegrityError as error:
            raise UnusableFile(f"It contradicts what is stored: {_reason(error)}") from error


def _reason(error: IntegrityError) -> str:
    """PostgreSQL's own words: which value is taken."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(diagnosis.message_detail or error) if diagnosis else str(error)


def _attempt(source: Source, options: ImportOptions, is_dry_run: bool) -> Imported:
    with transaction.atomic():
        imported = import_file(source=source, options=options)
        transaction.set_rollback(is_dry_run)
    return imported
