"""The rows that remember which article each file became, and where it was met last."""

from collections.abc import Iterable

from django.utils import timezone

from articles.drafts.draft import Documents
from articles.importing.source import Source
from articles.models import Article, ImportedFile, Revision
from articles.tagging import render
from newsroom.lib.database.copy import copy_rows


def store_new_files(made: Iterable[tuple[Source, Article]]) -> None:
    """Store the rows of files that became new articles."""
    made = list(made)
    _free_places([source.place for source, _ in made])
    copy_rows(
        ImportedFile(
            slug=source.slug,
            source_id=source.source_id,
            path=source.place,
            digest=source.digest,
            headline=source.headline,
            article=article,
            revision=article.working_copy,
        )
        for source, article in made
    )


def store_changed_file(
    row: ImportedFile, source: Source, revision: Revision, left_out: Documents
) -> None:
    """Store what a changed file became. A slug or source id that it had once stays."""
    _free_places([source.place], but=row)
    row.slug, row.source_id = source.slug or row.slug, source.source_id or row.source_id
    row.path, row.digest, row.headline = source.place, source.digest, source.headline
    row.revision = revision
    row.left_out = {
        field.value: render(document) for field, document in left_out.items() if document.tags
    }
    row.imported_at = timezone.now()
    row.save()


def follow_file(row: ImportedFile, source: Source) -> str:
    """Store the new place of an unchanged file; return a word on it, or "" if it is the old one."""
    before = row.path
    if before == source.place:
        return ""
    _free_places([source.place], but=row)
    ImportedFile.objects.filter(pk=row.pk).update(path=source.place)
    return f"moved here from {before}" if before else "moved here"


def _free_places(places: Iterable[str], but: ImportedFile | None = None) -> None:
    """Take their place from files that were where another one is now."""
    files = ImportedFile.objects.filter(path__in=places)
    (files.exclude(pk=but.pk) if but else files).update(path="")
