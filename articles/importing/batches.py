"""Import of files by their paths, with an outcome for each: the work of one process."""

import logging
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError, OperationalError, connection, transaction

from articles.importing.changed_files import Imported
from articles.importing.errors import AnotherStory, UnusableFile
from articles.importing.folders import StoryPath, story_at
from articles.importing.import_files import import_files
from articles.importing.options import ImportOptions
from articles.importing.outcomes import Outcome
from articles.importing.source import Source, read_source
from newsroom.lib.errors import DomainError

logger = logging.getLogger(__name__)


def import_batch(
    stories: Sequence[StoryPath], options: ImportOptions, *, is_dry_run: bool = False
) -> list[Outcome]:
    """Import files in one transaction, or one by one if there is an error in any of them."""
    if len(stories) > 1:
        with suppress(Exception):  # importing each file alone shows which one it was
            sources = [read_source(story, options.reading) for story in stories]
            imported = _import(sources, options, is_dry_run)
            return [_make_outcome(*pair) for pair in zip(stories, imported, strict=True)]
    return [import_story(story, options, is_dry_run=is_dry_run) for story in stories]


def import_path(path: Path, options: ImportOptions, *, is_dry_run: bool = False) -> Outcome:
    """Import the file at a path, with its sidecar. An error in the file raises nothing."""
    try:
        return import_story(story_at(path), options, is_dry_run=is_dry_run)
    except UnusableFile as error:
        return _fail(path, error.message)


def import_story(story: StoryPath, options: ImportOptions, *, is_dry_run: bool = False) -> Outcome:
    """Import one file and return the outcome. No error raises anything: others go on.

    The log has the traceback of an error that is none of the file's.
    """
    path, source = story.path, None
    try:
        source = read_source(story, options.reading)
        return _make_outcome(story, _import_one(source, options, is_dry_run))
    except AnotherStory as error:
        return replace(_fail(path, error.message), is_another_story=True)
    except DomainError as error:
        return _fail(path, *error.message.splitlines(), *_proposals(source))
    except ValidationError as error:
        return _fail(path, *error.messages)
    except DatabaseError as error:
        return _fail(path, f"The database refuses it: {_reason(error)}")
    except Exception as error:
        logger.exception("Importing %s failed", os.fsencode(path).decode(errors="replace"))
        return _fail(path, f"The import itself failed: {type(error).__name__}. See the log.")


def _proposals(source: Source | None) -> Sequence[str]:
    """Return how else a file that failed may be read: tags may fail for its wrapped lines."""
    with suppress(UnusableFile):
        return source.story.proposals if source else ()
    return ()


def _fail(path: Path, *lines: str) -> Outcome:
    return Outcome(path, "failed", lines)


def _import_one(source: Source, options: ImportOptions, is_dry_run: bool) -> Imported:
    """Import a file, and try once more after a deadlock or a lost connection."""
    try:
        (imported,) = _import([source], options, is_dry_run)
    except OperationalError:
        (imported,) = _import([source], options, is_dry_run)
    return imported


def _make_outcome(story: StoryPath, imported: Imported) -> Outcome:
    return Outcome(story.path, imported.status, tuple(imported.notes))


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
