"""A manifest says how each file is read; a row that cannot be used fails alone."""

from pathlib import Path

import pytest
from django.core.management.base import CommandError

from articles.models import Article
from tests.importing.files import Result, write

pytestmark = pytest.mark.django_db

ENGLISH = "Council votes for the bridge\nA deck\nThe caf\u00e9 on the corner stays.\n"
SPANISH = "El consejo vota por el puente\nSubt\u00edtulo\nEl caf\u00e9 de la esquina se queda.\n"


def manifest(folder: Path, *rows: str, columns: str = "path,encoding,no_deck") -> Path:
    path = folder / "manifest.csv"
    path.write_text("\n".join([columns, *rows]) + "\n")
    return path


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder of two texts in different encodings, the second without a deck."""
    write(tmp_path, ENGLISH, "one.txt")
    write(tmp_path, SPANISH.encode("cp1252"), "two.txt")
    return tmp_path


def decks() -> dict[str, str]:
    return {article.head.headline_text: article.head.deck_text for article in Article.objects.all()}


def test_files_are_read_as_it_says(desk: Path) -> None:
    result = Result(manifest=manifest(desk, "one.txt,,no", "two.txt,cp1252,yes"))
    assert result.status == 0
    assert decks() == {
        "Council votes for the bridge": "A deck",
        "El consejo vota por el puente": "",
    }


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("gone.txt,,", "line 3 of manifest.csv: There is no such file."),
        ("two.txt,klingon,", "There is no encoding “klingon”."),
        ("two.txt,cp1252,perhaps", "are yes, no or empty."),
        ("two.txt,cp1252,yes,more", "more values than columns"),
        (",cp1252,", "It has no path"),
    ],
)
@pytest.mark.parametrize("names_folder", [True, False])
def test_row_that_cannot_be_used_fails_alone(
    desk: Path, row: str, reason: str, names_folder: bool
) -> None:
    path = manifest(desk, "one.txt,,", row)
    (desk / "two.txt").rename(desk / "kept.txt") if "two.txt" not in row else None
    (desk / "kept.txt").unlink(missing_ok=True)
    result = Result(*([desk] if names_folder else []), manifest=path)
    assert result.status == 1
    assert reason in result.err
    assert decks() == {"Council votes for the bridge": "A deck"}


def test_file_that_is_there_twice_is_read_in_neither_way(desk: Path) -> None:
    path = manifest(desk, "two.txt,cp1252,yes", "one.txt,,", "./two.txt,latin-1,no")
    result = Result(desk, manifest=path)
    assert result.status == 1
    assert "line 4 of manifest.csv: It is there twice." in result.err
    assert decks() == {"Council votes for the bridge": "A deck"}


def test_file_outside_the_folders_is_named(desk: Path) -> None:
    elsewhere = desk / "elsewhere"
    elsewhere.mkdir()
    result = Result(elsewhere, manifest=manifest(desk, "one.txt,,"))
    assert result.status == 1
    assert "not in the folders that are imported" in result.err


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ("path,encodng", "Its columns are to be"),
        ("encoding", "path is needed"),
        ("path,path", "Its columns are to be"),
        ("path", "It names no file."),
    ],
)
def test_table_that_is_none_stops_everything(desk: Path, columns: str, reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        Result(manifest=manifest(desk, columns=columns))
    assert not Article.objects.exists()
