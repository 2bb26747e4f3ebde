"""Two versions of a text beside each other: by paragraph, by word, in any script, in time."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.admin.revision_summary import in_words
from articles.revisions.diff import Piece, Row, changes_between, mark_words, rows
from articles.tagging import Comparison
from tests.timing import at_most

EMPTY = Comparison((), (), (), ())


def marked(pieces: tuple[Piece, ...]) -> str:
    """The text with changed words in brackets."""
    return "".join(f"[{piece.text}]" if piece.is_changed else piece.text for piece in pieces)


def shown(old: list[str], new: list[str]) -> list[tuple[str, str, str]]:
    return [(row.kind, marked(row.old), marked(row.new)) for row in rows(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "left", "right"),
    [
        ("She said no.", "She said yes.", "She said [no].", "She said [yes]."),
        ("a b c d", "a x y d", "a [b c] d", "a [x y] d"),
        ("Same.", "Same.", "Same.", "Same."),
        ("", "New.", "", "[New.]"),
        ("One 👩‍🚀 left", "One 👩‍🚒 left", "One [👩‍🚀] left", "One [👩‍🚒] left"),
        ("قال نعم اليوم", "قال لا اليوم", "قال [نعم] اليوم", "قال [لا] اليوم"),
        ("Erdogan spoke", "Erdoğan spoke", "[Erdogan] spoke", "[Erdoğan] spoke"),
        ("it’s his", "it is his", "[it’s] his", "[it is] his"),
    ],
)
def test_words_that_differ_are_marked(old: str, new: str, left: str, right: str) -> None:
    one, other = mark_words(old, new)
    assert (marked(one), marked(other)) == (left, right)


def test_paragraph_that_changed_stands_beside_what_it_was() -> None:
    old = ["First one here.", "The second one has words.", "Third."]
    new = ["First one here.", "The second one has other words.", "Third."]
    assert shown(old, new) == [
        ("same", old[0], old[0]),
        ("changed", "The second one has words.", "The second one has [other ]words."),
        ("same", "Third.", "Third."),
    ]


def test_paragraph_put_before_a_changed_one_shifts_nothing() -> None:
    old = ["The mayor resigned on Monday.", "Turbines turn at night."]
    new = [
        "Nobody expected it at all.",
        "The mayor resigned on Tuesday.",
        "Turbines turn at night.",
    ]
    assert [row[0] for row in shown(old, new)] == ["added", "changed", "same"]


def test_paragraphs_that_have_nothing_in_common_are_no_pair() -> None:
    kinds = [row[0] for row in shown(["Alpha beta gamma."], ["Completely other words here."])]
    assert sorted(kinds) == ["added", "removed"]


def test_moved_paragraph_is_said_to_have_moved() -> None:
    moved, other, third = "This paragraph goes elsewhere.", "Other words.", "Third words."
    made = shown([moved, other, third], [other, third, moved])
    assert [kind for kind, _, _ in made] == ["moved", "same", "same", "moved"]
    assert made[0][2] == made[-1][1] == ""


def test_short_line_elsewhere_is_no_move() -> None:
    kinds = {row[0] for row in shown(["Yes.", "A b c d.", "E f."], ["A b c d.", "E f.", "Yes."])}
    assert "moved" not in kinds


texts = st.lists(st.sampled_from(["a b c", "a b d", "x", "مرحبا 👩‍🚀", "long enough to move here"]))


@given(texts, texts)
def test_both_versions_can_be_read_off_the_rows(old: list[str], new: list[str]) -> None:
    made = rows(old, new)
    assert ["".join(item.text for item in row.old) for row in made if row.old] == old
    assert ["".join(item.text for item in row.new) for row in made if row.new] == new
    assert rows(old, old) == [Row("same", (piece,), (piece,)) for piece in map(unchanged, old)]


def unchanged(text: str) -> Piece:
    return Piece(text, is_changed=False)


@given(st.text(), st.text())
def test_pieces_joined_are_the_text(old: str, new: str) -> None:
    one, other = mark_words(old, new)
    assert "".join(item.text for item in one) == old
    assert "".join(item.text for item in other) == new


def test_five_thousand_words_take_less_than_a_second() -> None:
    dice = random.Random(5)
    words = [f"word{dice.randrange(900)}" for _ in range(5000)]
    old = [" ".join(words[at : at + 50]) for at in range(0, 5000, 50)]
    edited = [word if dice.random() > 0.2 else f"new{dice.randrange(900)}" for word in words]
    new = [" ".join(edited[at : at + 50]) for at in range(0, 5000, 50)]
    with at_most(seconds=1):
        made = rows(old, new)
    assert {row.kind for row in made} == {"changed"}
    dice.shuffle(new)
    with at_most(seconds=1):
        rows(old, new)


def test_hundreds_of_paragraphs_with_nothing_in_common_are_compared_in_time() -> None:
    old, new = [f"old {n} text" for n in range(500)], [f"new {n} text" for n in range(400)]
    with at_most(seconds=1):
        assert len(rows(old, new)) == 500


def test_changes_in_one_line() -> None:
    counts = changes_between("a b c", "a c d e", EMPTY, beside=1)
    assert counts == {"words_added": 2, "words_removed": 1, "beside_changed": 1}
    assert in_words(counts) == "2 words added, 1 word removed, 1 other field changed"
    assert in_words({}) == ""


def test_changes_of_a_book_are_counted_in_time() -> None:
    dice = random.Random(7)
    old = [f"word{dice.randrange(5000)}" for _ in range(100_000)]
    new = [word if dice.random() > 0.5 else "new" for word in old]
    with at_most(seconds=1):
        counts = changes_between(" ".join(old), " ".join(new), EMPTY)
    assert counts["words_added"] == counts["words_removed"] == new.count("new")
