"""Everything in a folder is imported, used or named: nothing is passed over in silence."""

import os
from pathlib import Path

import pytest

from articles.models import Article, Mention, Revision, Section
from tests.importing.files import AUSTIN, Result, span, write

pytestmark = pytest.mark.django_db

TEXT = "Austin speaks at length\nA deck\nLloyd Austin spoke for an hour.\n"
SIDECAR = '{"section": "World"}'


def tagged(folder: Path, name: str, sidecar: str) -> Path:
    """Write a text, with the tags of its mention in a sidecar of another name."""
    path = write(
        folder,
        TEXT,
        name,
        entities=[AUSTIN],
        mentions=[span(TEXT, "Lloyd Austin", entity="lloyd-austin")],
    )
    path.with_name(f"{path.stem}.tags.json").rename(path.with_name(sidecar))
    return path


@pytest.mark.parametrize(
    ("name", "sidecar"),
    [
        ("Story2.txt", "story2.tags.json"),
        ("other.txt", "other.txt.tags.json"),
        ("STORY.TXT", "STORY.tags.json"),
        ("story.txt", "STORY.TAGS.JSON"),
        ("cafe\u0301.txt", "caf\u00e9.tags.json"),
    ],
)
def test_sidecar_of_nearly_the_name_is_used(tmp_path: Path, name: str, sidecar: str) -> None:
    tagged(tmp_path, name, sidecar)
    result = Result(tmp_path)
    assert result.status == 0
    assert Mention.objects.get().exact == "Lloyd Austin"


def test_sidecar_that_could_be_of_two_names_is_not_guessed(tmp_path: Path) -> None:
    tagged(tmp_path, "story.txt", "STORY.tags.json")
    (tmp_path / "story.txt.tags.json").write_text(SIDECAR)
    result = Result(tmp_path)
    assert result.status == 1
    assert "Keep one of them." in result.err


@pytest.mark.parametrize("content", ["", SIDECAR])
def test_sidecar_without_its_text_is_named(tmp_path: Path, content: str) -> None:
    write(tmp_path, TEXT)
    (tmp_path / "gone.tags.json").write_text(content)
    result = Result(tmp_path)
    assert result.status == 1
    assert "gone.tags.json" in result.err
    assert "There is no text beside this sidecar: its tags are unused." in result.err
    assert Article.objects.count() == 1


def test_sidecar_that_is_named_alone_is_said_to_be_read_with_its_text(tmp_path: Path) -> None:
    path = tagged(tmp_path, "story.txt", "story.tags.json")
    result = Result(path, path.with_name("story.tags.json"))
    assert result.status == 0
    assert "It is a sidecar, read with its text." in result.out
    assert Mention.objects.count() == 1


def test_linked_folder_is_read_once_and_never_in_a_circle(tmp_path: Path) -> None:
    real = tmp_path / "elsewhere"
    real.mkdir()
    write(real, TEXT)
    top = tmp_path / "top"
    top.mkdir()
    (top / "link").symlink_to(real, target_is_directory=True)
    (real / "circle").symlink_to(top, target_is_directory=True)
    result = Result(top)
    assert result.status == 0
    assert Article.objects.count() == 1
    assert f"It is a link to {top}" in result.out


@pytest.mark.parametrize("up", ["..", "../.."])
def test_link_to_a_folder_above_brings_in_nothing_that_was_not_named(
    tmp_path: Path, up: str
) -> None:
    write(tmp_path, f"Not to be imported: {TEXT}", "sibling.txt")
    named = tmp_path / "desk" / "named"
    named.mkdir(parents=True)
    write(named, TEXT)
    (named / "up").symlink_to(Path(up), target_is_directory=True)
    result = Result(named)
    assert result.status == 0
    assert "which holds the folder of the link" in result.out
    assert Article.objects.get().head.headline_text == "Austin speaks at length"


def test_linked_folder_with_a_link_up_brings_in_only_itself(tmp_path: Path) -> None:
    write(tmp_path, f"Not to be imported: {TEXT}", "sibling.txt")
    real, named = tmp_path / "real", tmp_path / "named"
    real.mkdir()
    named.mkdir()
    write(real, TEXT)
    (real / "up").symlink_to("..", target_is_directory=True)
    (named / "link").symlink_to(real, target_is_directory=True)
    assert Result(named).status == 0
    assert Article.objects.count() == 1


def test_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    write(tmp_path, TEXT)
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nothing.txt")
    result = Result(tmp_path)
    assert result.status == 1
    assert "It is a link that leads to no file." in result.err


def test_what_is_no_text_is_counted_and_what_is_hidden_named(tmp_path: Path) -> None:
    write(tmp_path, TEXT)
    for name in ("a.docx", "b.docx", "photo.JPG", "README"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / ".draft.txt").write_text(TEXT)
    result = Result(tmp_path)
    assert result.status == 0
    assert "2 .docx, 1 without a suffix, 1 .jpg" in result.out
    assert ".draft.txt" in result.out
    assert "It is hidden." in result.out


def test_folder_without_a_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    result = Result(tmp_path)
    assert result.status == 1
    assert "There is no .txt file in it." in result.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_folder_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path, TEXT)
    locked = tmp_path / "locked"
    locked.mkdir(mode=0)
    result = Result(tmp_path)
    locked.chmod(0o700)
    assert result.status == 1
    assert "The folder cannot be read" in result.err


@pytest.mark.parametrize("name", [" Sports ", "sports", "SPORTS", "Sports\u200b", "Spo\u00adrts"])
def test_names_of_one_section_are_one(tmp_path: Path, name: str) -> None:
    Result(write(tmp_path, TEXT, "one.txt", section="Sports"))
    write(tmp_path, f"Another {TEXT}", "two.txt", section=name)
    assert Result(tmp_path).status == 0
    assert [*Section.objects.values_list("name", flat=True)] == ["Sports"]


def test_batch_survives_what_one_file_does_to_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(3):
        text = f"Story number {number}\nDeck\nAustin spoke {number} times.\n"
        write(tmp_path, text, f"{number}.txt")

    def fail_for_one(*, article_ids: list[int]) -> None:
        heads = Revision.objects.filter(head_of__in=article_ids)
        if heads.filter(headline_text="Story number 1").exists():
            raise RuntimeError("the engine broke")

    monkeypatch.setattr("articles.importing.import_files.suggest_for_articles", fail_for_one)
    result = Result(tmp_path, suggest=True)
    assert result.status == 1
    assert "2 created, 0 updated, 0 unchanged, 1 failed" in result.out
    assert "the engine broke" in caplog.text
    assert Article.objects.count() == 2
