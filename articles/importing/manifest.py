"""Manifests: a table (CSV) that says of each file how it is to be read."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from articles.importing.encodings import is_encoding
from articles.importing.errors import UnusableFile
from articles.importing.folders import Found, find_stories, place_of
from articles.importing.outcomes import Outcome
from articles.importing.reading import UNSAID, Reading

COLUMNS: Final = ("path", "encoding", "no_deck", "join_lines", "wire")
ANSWERS: Final = {"": None, "yes": True, "no": False}


@dataclass(slots=True)
class Manifest:
    """How files are read, by their places; and failures, for rows that cannot be used.

    A file of a row that cannot be used is in `refused`: it is not imported in another reading.
    """

    paths: dict[str, Path] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    failures: list[Outcome] = field(default_factory=list)


def find_stories_of_manifest(path: Path, folders: Iterable[Path]) -> Found:
    """Return the texts in `folders`, or else those of the manifest, read as the manifest says.

    Raises `UnusableFile` if the manifest itself cannot be read.
    """
    manifest = read_manifest(path)
    found = find_stories(folders or manifest.paths.values())
    stories = {place_of(story.path): story for story in found.stories}
    found.stories = [
        replace(story, reading=manifest.readings.get(place, UNSAID))
        for place, story in stories.items()
        if place not in manifest.refused
    ]
    line = "It is in the manifest, but not in the folders that are imported."
    found.others += manifest.failures
    found.others += [
        Outcome(path, "failed", (line,))
        for place, path in manifest.paths.items()
        if place not in stories
    ]
    return found


def read_manifest(path: Path) -> Manifest:
    """Return what a manifest says. Its paths are relative to its own folder.

    A row that cannot be used fails alone. Raises `UnusableFile` with the line for what is no table,
    or one with other columns.
    """
    manifest = Manifest()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            _refuse_columns(rows.fieldnames or ())
            for row in rows:
                _add_row(manifest, path, row, rows.line_num)
    except OSError as error:
        raise UnusableFile(f"It cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnusableFile(f"It is no CSV in UTF-8: {error}.") from error
    if not manifest.paths and not manifest.failures:
        raise UnusableFile("It names no file.")
    return manifest


def _refuse_columns(names: Iterable[str]) -> None:
    names = [*names]
    if "path" not in names or not {*names} <= {*COLUMNS} or len({*names}) < len(names):
        raise UnusableFile(f"Its columns are to be {', '.join(COLUMNS)}; path is needed.", 1)


def _add_row(
    manifest: Manifest, path: Path, row: Mapping[str | None, str | None], line: int
) -> None:
    values = {name: (row.get(name) or "").strip() for name in COLUMNS}
    file = path.parent / values["path"] if values["path"] else path
    place = place_of(file)
    is_second = place in manifest.paths or place in manifest.refused
    try:
        reading = _read_row(file, values, has_more=None in row, is_second=is_second)
    except UnusableFile as error:
        failure = f"line {line} of {path.name}: {error.message}"
        manifest.failures.append(Outcome(file, "failed", (failure,)))
        manifest.refused.add(place)
        manifest.paths.pop(place, None)
    else:
        manifest.paths[place], manifest.readings[place] = file, reading


def _read_row(file: Path, values: Mapping[str, str], *, has_more: bool, is_second: bool) -> Reading:
    if has_more or not values["path"]:
        raise UnusableFile("It has no path, or more values than columns.")
    if is_second:
        raise UnusableFile("It is there twice.")
    if not file.is_file():
        raise UnusableFile("There is no such file.")
    if values["encoding"] and not is_encoding(values["encoding"]):
        raise UnusableFile(f"There is no encoding “{values['encoding']}”.")
    if any(values[name].lower() not in ANSWERS for name in COLUMNS[2:]):
        raise UnusableFile(f"{', '.join(COLUMNS[2:])} are yes, no or empty.")
    answers = {name: ANSWERS[values[name].lower()] for name in COLUMNS[2:]}
    return Reading(values["encoding"], **answers)
