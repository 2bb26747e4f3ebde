"""Identities of files: the article of one that is imported again, moved or copied."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from django.db.models import Q

from articles.importing.errors import AnotherStory, UnusableFile
from articles.importing.folders import story_at
from articles.importing.options import ImportOptions
from articles.importing.similarity import MUCH, is_same_story, similarity
from articles.importing.source import Source, read_source
from articles.models import ImportedFile

MOST_LOOKALIKES = 20  # stored files of one headline that a new file is compared with


@dataclass(frozen=True, slots=True)
class Known:
    """The stored row of a file. `is_copy`: the file itself is still where the row says."""

    row: ImportedFile
    is_copy: bool = False


def find_known(sources: Sequence[Source]) -> dict[Source, Known]:
    """Return what is stored of files that were imported before. One query, and no lock.

    A file is known by the slug or the source id in its sidecar; or by its contents; or by its path.
    A file at a known path with another slug, or another source id, is another one. Of a file met
    elsewhere with contents that are known, the row says whether it was moved or copied. Raises
    `UnusableFile` if slug and source id lead to two articles.
    """
    given = {
        "slug": {source.slug for source in sources},
        "source_id": {source.source_id for source in sources},
        "path": {source.place for source in sources},
    }
    query = Q(digest__in={source.digest for source in sources})
    for name, values in given.items():
        query |= Q(**{f"{name}__in": values}) & ~Q(**{name: ""})  # as their indexes have it
    rows = list(
        ImportedFile.objects.filter(query)
        .select_related("article__section", "revision")
        .order_by("imported_at", "pk")
    )
    found = ((source, _find_row(source, rows)) for source in sources)
    return {source: known for source, known in found if known}


def _find_row(source: Source, rows: Iterable[ImportedFile]) -> Known | None:
    by = {
        name: {getattr(row, name): row for row in rows}
        for name in ("slug", "source_id", "path", "digest")
    }
    by_slug = by["slug"].get(source.slug) if source.slug else None
    by_id = by["source_id"].get(source.source_id) if source.source_id else None
    _refuse_two(source, by_slug, by_id)
    if named := by_slug or by_id:
        return Known(named)
    at_place = by["path"].get(source.place)
    if at_place and at_place.digest == source.digest:
        return Known(at_place)
    same = by["digest"].get(source.digest)
    if same and not _is_another(source, same):
        return Known(same, is_copy=_is_still_there(source, same))
    return Known(at_place) if at_place and not _is_another(source, at_place) else None


def _refuse_two(source: Source, by_slug: ImportedFile | None, by_id: ImportedFile | None) -> None:
    if by_id and by_slug != by_id and (by_slug or _is_another(source, by_id)):
        raise UnusableFile(
            f"sidecar: Its source id “{source.source_id}” is that of “{by_id.article.slug}”, "
            f"its slug “{source.slug}” is not. One of them is wrong."
        )


def _is_another(source: Source, row: ImportedFile) -> bool:
    """Return whether slug or source id say that this file is not the row's."""
    pairs = ((source.slug, row.slug), (source.source_id, row.source_id))
    return any(given and stored and given != stored for given, stored in pairs)


def _is_still_there(source: Source, row: ImportedFile) -> bool:
    """Return whether the row's own file is where it was, as it was or changed.

    A file that cannot be read counts as being there: what is not known to be moved is not followed.
    """
    if not row.path or (path := find_on_disk(row.path)) is None:
        return False
    try:
        there = read_source(story_at(path), source.reading)
        return there.digest == row.digest or is_same_story(there.story, row.revision)
    except UnusableFile:
        return True


def find_on_disk(place: str) -> Path | None:
    """Return the path of a file whose stored path is in NFC, whatever the form on the disk."""
    path = Path(place)
    if path.exists():
        return path
    if place.isascii():
        return None
    found = Path(path.anchor)
    try:
        for part in path.parts[1:]:
            found = next(one for one in found.iterdir() if normalize("NFC", one.name) == part)
    except (StopIteration, OSError):
        return None
    return found


def decide(source: Source, known: Known | None, options: ImportOptions) -> Known | None:
    """Return what a file is a version or copy of; None if it becomes a new article.

    Raises `AnotherStory` for a file that would replace words it has next to nothing in common with,
    and for an unknown one that may be a known one, unless an option says what it is.
    """
    if known is None:
        return _decide_unknown(source, options)
    is_settled = known.is_copy or known.row.digest == source.digest or options.may_replace_words
    if is_settled or _is_version(source, known.row):
        return known
    if options.makes_new:
        return None
    raise AnotherStory(
        f"Its words have next to nothing in common with “{known.row.revision.headline_text}” "
        f"({known.row.article.slug}), which it would replace. --replace does that; --new makes "
        "another article of it."
    )


def _is_version(source: Source, row: ImportedFile) -> bool:
    """Return whether a changed file is the row's story: by its source id, or by its words."""
    is_named = bool(source.source_id) and source.source_id == row.source_id
    return is_named or is_same_story(source.story, row.revision)


def _decide_unknown(source: Source, options: ImportOptions) -> Known | None:
    row = None if options.makes_new or source.slug else _find_lookalike(source)
    if row is None or options.may_replace_words:
        return Known(row) if row else None
    raise AnotherStory(
        f"It is much like “{row.revision.headline_text}” ({row.article.slug}), whose file "
        f"{row.path} is gone. --replace makes it that article's new version, --new another article."
    )


def _find_lookalike(source: Source) -> ImportedFile | None:
    """Return the file that an unknown one may be, moved and changed at once, or None.

    That is one with the same headline and much the same words that is not where it was.
    """
    rows = ImportedFile.objects.filter(headline=source.headline).exclude(path="")
    rows = rows.select_related("article__section", "revision").order_by("-imported_at")
    for row in rows[:MOST_LOOKALIKES]:
        is_like = similarity(source.story, row.revision) >= MUCH
        if is_like and not _is_another(source, row) and find_on_disk(row.path) is None:
            return row
    return None


def lock_names(sources: Iterable[Source], known: Mapping[Source, Known]) -> set[str]:
    """Return the names that an import of files locks: theirs, and those of the rows it found."""
    return {*_names_of(sources), *_names_of(one.row for one in known.values())}


def _names_of(files: Iterable[Source | ImportedFile]) -> Iterator[str]:
    for file in files:
        path = file.path if isinstance(file, ImportedFile) else file.place
        names = {"slug": file.slug, "source id": file.source_id, "path": path}
        for name, value in {**names, "contents": file.digest}.items():
            if value:
                yield f"file {name} {value}"
