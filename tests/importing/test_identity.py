"""Identities of files: moved, copied, renamed, or another story under an old name."""

import shutil
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

from articles.models import Article, ImportedFile, Mention, Revision
from tests.importing.files import AUSTIN, STORY, Result, mention, span, write

pytestmark = pytest.mark.django_db

OTHER = """Quokka wins the island race
On a hot afternoon

A small marsupial overtook eleven runners on Rottnest.
Its keeper called the result a surprise to everyone.
"""
CHANGED = STORY.replace("Gone", "Over")
BOTH = {"Austin speaks", "Quokka wins the island race"}


def folders(top: Path) -> tuple[Path, Path]:
    a, b = top / "a", top / "b"
    a.mkdir()
    b.mkdir()
    return a, b


def headlines() -> set[str]:
    return set(Article.objects.values_list("head__headline_text", flat=True))


class TestMoved:
    def test_moved_file_is_followed_and_its_changes_are_the_article_s(self, tmp_path: Path) -> None:
        a, b = folders(tmp_path)
        story = write(a)
        Result(tmp_path)
        moved = story.rename(b / "story.txt")
        assert f"moved here from {story}" in Result(tmp_path).out
        moved.write_text(CHANGED)
        assert "1 updated" in Result(tmp_path).out
        assert Article.objects.get().head.number == 2

    def test_new_story_at_the_old_place_is_another_article(self, tmp_path: Path) -> None:
        a, b = folders(tmp_path)
        write(a).rename(b / "story.txt")
        write(a)
        Result(a)
        (a / "story.txt").unlink()
        Result(b)
        write(a, OTHER)
        assert "1 created" in Result(tmp_path, publish=True).out
        assert headlines() == BOTH
        write(a, OTHER.replace("hot", "cold"))
        write(b, CHANGED)
        assert "2 updated" in Result(tmp_path).out
        assert headlines() == BOTH

    @pytest.mark.parametrize(("old", "new"), [("a.txt", "b.txt"), ("b.txt", "a.txt")])
    @pytest.mark.parametrize("jobs", [1, 25], ids=["one batch", "many batches"])
    def test_moved_and_replaced_at_once(
        self, tmp_path: Path, old: str, new: str, jobs: int
    ) -> None:
        write(tmp_path, STORY, old)
        Result(tmp_path)
        (tmp_path / old).rename(tmp_path / new)
        write(tmp_path, OTHER, old)
        for number in range(jobs - 1):
            write(
                tmp_path, f"Filler {number}\nDeck\nNothing but {number * 'x'}.", f"ab{number}.txt"
            )
        result = Result(tmp_path)
        assert result.status == 0
        assert f"{jobs} created, 0 updated, 1 unchanged" in result.out
        assert headlines() >= BOTH
        assert Revision.objects.count() == jobs + 1

    def test_two_files_that_change_places_stay_what_they_were(self, tmp_path: Path) -> None:
        one, two = write(tmp_path, STORY, "1.txt"), write(tmp_path, OTHER, "2.txt")
        Result(tmp_path)
        one.write_text(OTHER)
        two.write_text(STORY)
        assert "0 created, 0 updated, 2 unchanged, 0 failed" in Result(tmp_path).out
        two.write_text(CHANGED)
        assert "1 updated" in Result(tmp_path).out
        assert headlines() == BOTH

    @pytest.mark.parametrize("forms", [("NFC", "NFD"), ("NFD", "NFC")])
    def test_name_in_another_unicode_form_is_the_same(
        self, tmp_path: Path, forms: tuple[str, str]
    ) -> None:
        first, second = (normalize(form, "élysée.txt") for form in forms)
        path = write(tmp_path, STORY, first)
        Result(tmp_path)
        path.unlink()
        write(tmp_path, CHANGED, second)
        assert "1 updated" in Result(tmp_path).out
        assert Article.objects.count() == 1

    def test_two_names_that_differ_in_unicode_form_only_are_not_both_imported(
        self, tmp_path: Path
    ) -> None:
        write(tmp_path, STORY, normalize("NFC", "élysée.txt"))
        write(tmp_path, OTHER, normalize("NFD", "élysée.txt"))
        result = Result(tmp_path)
        assert "1 created, 0 updated, 0 unchanged, 1 failed" in result.out
        assert "or the same source id or name" in result.err

    def test_moved_folder_is_followed_with_its_sidecars(self, tmp_path: Path) -> None:
        a, b = tmp_path / "a", tmp_path / "b"
        a.mkdir()
        write(a, STORY, slug="austin", **mention())
        Result(a)
        a.rename(b)
        assert "1 unchanged" in Result(b).out
        write(b, CHANGED, slug="austin", **mention())
        assert "1 updated" in Result(b).out
        assert Mention.objects.count() == 1

    def test_moved_and_changed_at_once_is_asked_about(self, tmp_path: Path) -> None:
        a, b = folders(tmp_path)
        write(a)
        Result(tmp_path)
        (a / "story.txt").unlink()
        write(b, CHANGED)
        result = Result(tmp_path)
        assert "It is much like “Austin speaks” (austin-speaks)" in result.err
        assert Revision.objects.count() == 1
        assert "1 updated" in Result(tmp_path, replace=True).out
        assert ImportedFile.objects.get().path.endswith("b/story.txt")

    def test_moved_and_changed_at_once_can_be_another_article(self, tmp_path: Path) -> None:
        a, b = folders(tmp_path)
        write(a)
        Result(tmp_path)
        (a / "story.txt").unlink()
        write(b, CHANGED)
        assert "1 created" in Result(tmp_path, new=True).out
        assert "1 unchanged" in Result(tmp_path).out


class TestCopied:
    def test_copy_is_no_second_article_until_it_is_changed(self, tmp_path: Path) -> None:
        path = write(tmp_path)
        Result(tmp_path)
        copy = Path(shutil.copy(path, tmp_path / "copy.txt"))
        assert f"a copy of {path}" in Result(tmp_path).out
        copy.write_text(CHANGED)
        assert "1 created, 0 updated, 1 unchanged" in Result(tmp_path).out

    @pytest.mark.parametrize("name", ["a-backup.txt", "z-backup.txt"])
    def test_old_copy_beside_a_changed_file_is_a_copy(self, tmp_path: Path, name: str) -> None:
        path = write(tmp_path)
        Result(tmp_path)
        shutil.copy(path, tmp_path / name)
        path.write_text(CHANGED)
        result = Result(tmp_path)
        assert result.status == 0
        assert Article.objects.count() == 1
        assert "Over" in Article.objects.get().head.body


class TestAnotherStory:
    @pytest.mark.parametrize("sidecar", [{}, {"slug": "austin"}])
    def test_reused_name_does_not_replace_a_published_article(
        self, tmp_path: Path, sidecar: dict[str, str]
    ) -> None:
        Result(write(tmp_path, **sidecar), publish=True)
        result = Result(write(tmp_path, OTHER, **sidecar), publish=True)
        assert result.status == 1
        assert "next to nothing in common with “Austin speaks”" in result.err
        assert Article.objects.public().get().live.headline_text == "Austin speaks"
        assert Revision.objects.count() == 1

    def test_replace_insists(self, tmp_path: Path) -> None:
        path = write(tmp_path)
        Result(path)
        path.write_text(OTHER)
        assert "1 updated" in Result(path, replace=True).out
        assert Article.objects.get().head.headline_text == "Quokka wins the island race"

    def test_new_makes_another_and_each_is_known_afterwards(self, tmp_path: Path) -> None:
        path = write(tmp_path)
        Result(path)
        path.write_text(OTHER)
        assert "1 created" in Result(path, new=True).out
        assert headlines() == BOTH
        assert "1 unchanged" in Result(path).out
        write(tmp_path, STORY, "back.txt")
        assert "2 unchanged" in Result(tmp_path).out

    def test_new_changes_nothing_for_a_new_version(self, tmp_path: Path) -> None:
        path = write(tmp_path)
        Result(path)
        path.write_text(CHANGED)
        assert "1 updated" in Result(path, new=True).out

    def test_headline_that_stays_makes_a_tenth_of_the_words_enough(self, tmp_path: Path) -> None:
        headline = "Minister resigns after budget vote"
        first = f"{headline}\nDeck\nThe minister has resigned after a vote on the budget."
        later = "The minister has resigned. Nobody had expected it at all, least of all the party."
        Result(write(tmp_path, first))
        assert "1 updated" in Result(write(tmp_path, f"{headline}\nA long evening\n{later}")).out

    @pytest.mark.parametrize(
        "headline", ["Morning news in brief", "What you need to know today", "The day in pictures"]
    )
    def test_headline_alone_does_not_make_it_the_same_story(
        self, tmp_path: Path, headline: str
    ) -> None:
        Result(write(tmp_path, f"{headline}\nMonday\nA bridge fell into the river."), publish=True)
        text = f"{headline}\nTuesday\nThe senate has voted for lower taxes on bread."
        result = Result(write(tmp_path, text), publish=True)
        assert result.status == 1
        assert "next to nothing in common" in result.err
        assert "bridge" in Article.objects.get().live.body_text

    def test_short_headline_says_nothing(self, tmp_path: Path) -> None:
        Result(write(tmp_path, "Weather\nMonday\nRain from the west, and wind by the evening."))
        result = Result(write(tmp_path, "Weather\nTuesday\nSunny intervals across eastern hills."))
        assert result.status == 1


class TestSourceId:
    def test_story_is_known_by_its_source_id_wherever_it_is(self, tmp_path: Path) -> None:
        Result(write(tmp_path, STORY, "wire1.txt", source_id="urn:x:1"))
        result = Result(write(tmp_path, OTHER, "wire2.txt", source_id="urn:x:1"))
        assert "1 updated" in result.out
        assert Article.objects.count() == 1

    def test_another_source_id_at_one_path_is_another_article(self, tmp_path: Path) -> None:
        Result(write(tmp_path, STORY, source_id="urn:x:1"), publish=True)
        assert "1 created" in Result(write(tmp_path, OTHER, source_id="urn:x:2")).out
        assert headlines() == BOTH

    def test_source_id_of_another_slug_is_refused(self, tmp_path: Path) -> None:
        Result(write(tmp_path, STORY, "1.txt", slug="one", source_id="urn:x:1"))
        result = Result(write(tmp_path, CHANGED, "2.txt", slug="two", source_id="urn:x:1"))
        assert "Its source id “urn:x:1” is that of “one”" in result.err
        Result(write(tmp_path, OTHER, "3.txt", slug="two"))
        result = Result(write(tmp_path, OTHER, "3.txt", slug="two", source_id="urn:x:1"))
        assert result.status == 1

    def test_two_files_of_one_source_id_in_one_import_are_not_both_imported(
        self, tmp_path: Path
    ) -> None:
        write(tmp_path, STORY, "1.txt", source_id="urn:x:1")
        write(tmp_path, OTHER, "2.txt", source_id="urn:x:1")
        assert "1 created, 0 updated, 0 unchanged, 1 failed" in Result(tmp_path).out


def crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    "change",
    [
        crlf,
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: b"\xef\xbb\xbf" + crlf(text),
        lambda text: text.encode(),
    ],
    ids=["crlf", "cr", "mark", "mark and crlf", "as it was"],
)
@pytest.mark.parametrize("is_retagged", [False, True], ids=["sidecar as it was", "new offsets"])
def test_line_ends_and_byte_order_mark_alone_are_no_change(
    tmp_path: Path, change: Callable[[str], bytes], is_retagged: bool
) -> None:
    path = write(tmp_path, STORY, **mention())
    Result(path)
    content = change(STORY)
    text = content.decode("utf-8-sig")
    tag = span(text if is_retagged else STORY, "Lloyd Austin", entity="lloyd-austin")
    write(tmp_path, content, entities=[AUSTIN], mentions=[tag])
    assert "1 unchanged" in Result(path).out
    assert "1 unchanged" in Result(path).out
    assert Revision.objects.count() == 1


def test_other_reading_of_one_text_is_a_change(tmp_path: Path) -> None:
    path = write(tmp_path)
    Result(path)
    assert "1 updated" in Result(path, no_deck=True).out
    assert Article.objects.get().head.deck == ""
    assert "1 updated" in Result(path).out


def test_contradicting_answers_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="two answers"):
        Result(write(tmp_path), new=True, replace=True)
