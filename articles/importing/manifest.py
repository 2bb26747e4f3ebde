"""Manifests: a table (CSV) that says of each file how it is to be read."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from articles.importing.encodings import is_encoding
from articles.importing.errors import UnusableFile
from articles.importing.folders import place_of
from articles.importing.reading import Reading

COLUMNS: Final = ("path", "encoding", "no_deck", "join_lines", "wire")
ANSWERS: Final = {"": None, "yes": True, "no": False}


def read_manifest(manifest: Path) -> dict[Path, Reading]:
    """Return how each file of a manifest is to be read.

    Its paths are relative to its own folder. Raises `UnusableFile` with the line of what is wrong.
    """
    try:
        with manifest.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            _refuse_columns(rows.fieldnames or ())
            readings: dict[Path, Reading] = {}
            places: set[str] = set()
            for row in rows:
                path, reading = _read_row(row, manifest.parent, rows.line_num)
                if place_of(path) in places:
                    raise UnusableFile(f"{row['path']} is there twice.", rows.line_num)
                places.add(place_of(path))
                readings[path] = reading
    except OSError as error:
        raise UnusableFile(f"It cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnusableFile(f"It is no CSV in UTF-8: {error}.") from error
    return readings


def _refuse_columns(names: object) -> None:
    unknown = [name for name in names if name not in COLUMNS]  # type: ignore[attr-defined]
    if unknown or "path" not in names:  # type: ignore[operator]
        raise UnusableFile(f"Its columns are to be {', '.join(COLUMNS)}; path is needed.", 1)


def _read_row(
    row: Mapping[str | None, str | None], folder: Path, line: int
) -> tuple[Path, Reading]:
    values = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if None in row or not values["path"]:
        raise UnusableFile("It has no path, or more values than columns.", line)
    path = folder / values["path"]
    if not path.is_file():
        raise UnusableFile(f"There is no file {values['path']}.", line)
    if values["encoding"] and not is_encoding(values["encoding"]):
        raise UnusableFile(f"There is no encoding “{values['encoding']}”.", line)
    if any(values[name].lower() not in ANSWERS for name in COLUMNS[2:]):
        raise UnusableFile(f"{', '.join(COLUMNS[2:])} are yes, no or empty.", line)
    answers = {name: ANSWERS[values[name].lower()] for name in COLUMNS[2:]}
    return path, Reading(values["encoding"], **answers)
