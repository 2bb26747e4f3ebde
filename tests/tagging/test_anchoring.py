"""Carrying tags to a text changed elsewhere: on the same words, or not at all."""

import pytest

from articles.tagging import (
    Carried,
    apply_tags,
    carry_tags,
    words,
)
from tests.tagging.building import body, mention, named, over, quote, tagged
from tests.tagging.carried import FIRST, OLD, SECOND, SMITH, austin, carried, placed_words


def test_tags_move_with_their_words() -> None:
    lines = ("A new first paragraph.", "So " + FIRST, SECOND)
    result = carried(austin(), *lines)
    assert placed_words(result, *lines) == ["Austin"]
    assert [tag.uuid for tag in result.placed] == [tag.uuid for tag in austin().tags]
    assert result.orphans == ()


def test_a_tag_whose_words_changed_is_an_orphan() -> None:
    old = austin()
    for other in ("Austins", "AUSTIN", "Boston", ""):
        result = carried(old, FIRST.replace("Austin", other), SECOND)
        assert result == Carried((), old.tags)


def test_white_space_within_the_words_has_to_stay() -> None:
    old = tagged(OLD, mention(1, over(OLD, "Lloyd Austin")))
    assert carried(old, FIRST.replace("Lloyd Austin", "Lloyd\u00a0Austin"), SECOND).placed == ()


def test_a_tag_on_half_a_word_stays_on_it() -> None:
    old = tagged(OLD, mention(1, over(OLD, "Leban")))
    assert placed_words(carried(old, "So", FIRST, SECOND), "So", FIRST, SECOND) == ["Leban"]


def test_a_moved_paragraph_takes_its_tags_along() -> None:
    old = tagged(f"{OLD}\n\n{SECOND.upper()}", mention(1, over(OLD, "Austin")))
    lines = (SECOND, SECOND.upper(), FIRST)
    assert placed_words(carried(old, *lines), *lines) == ["Austin"]


def test_a_tag_at_the_start_or_end_of_a_moved_paragraph_is_found_by_its_one_side() -> None:
    long = " ".join(f"word{n}" for n in range(40))
    old = tagged(f"{FIRST}\n\n{long}", mention(1, (0, 2)), mention(2, over(FIRST, "hour")))
    assert placed_words(carried(old, long, FIRST), long, FIRST) == ["On", "hour"]


def test_a_tag_in_a_moved_short_paragraph_is_found_by_both_sides() -> None:
    short = "One sentence of words about Austin, with few more."
    long = " ".join(f"word{n}" for n in range(40))
    old = tagged(f"{short}\n\n{long}", mention(1, over(short, "Austin")))
    assert placed_words(carried(old, long, short), long, short) == ["Austin"]


def test_context_that_stands_twice_places_nothing() -> None:
    long = " ".join(f"word{n}" for n in range(40))
    old = tagged(f"{FIRST}\n\n{long}", mention(1, over(FIRST, "Austin")))
    assert carried(old, long, FIRST, FIRST).orphans == old.tags


def test_a_name_alone_amid_changed_text_is_not_trusted() -> None:
    old = tagged("He met Austin there today", mention(1, over("He met Austin", "Austin")))
    assert carried(old, "Yesterday in Rome Austin left early again").orphans == old.tags


def test_a_name_that_all_else_of_its_headline_stands_beside_is_trusted() -> None:
    before = tagged("Austin", mention(1, (0, 6)))
    assert placed_words(carried(before, "Austin resigns"), "Austin resigns") == ["Austin"]


def test_a_name_with_nothing_of_its_headline_beside_it_is_not_trusted() -> None:
    before = tagged("X, Austin", mention(1, (3, 9)))
    assert carried(before, "So Austin").orphans == before.tags


def test_a_paragraph_that_stands_unchanged_keeps_its_tag_beside_one_that_begins_so() -> None:
    (tag,) = carried(tagged("Austin", mention(1, (0, 6))), "Austin resigns", "Austin").placed
    assert tag.start == len("Austin resigns\n\n")


def test_a_name_typed_anew_beside_or_instead_of_the_old_one_does_not_get_the_tag() -> None:
    retyped = "“Mary Jean-Luc قال: “he don’t say so."
    old = tagged(retyped, mention(1, over(retyped, "Jean-Luc")))
    assert carried(old, "قال: Jean-Luc “he don’t say so.").placed == ()
    doubled = "On Monday they met Austin again in Rome."
    old = tagged(doubled, mention(1, over(doubled, "Austin")))
    assert carried(old, doubled.replace("Austin", "Austin Austin")).placed == ()


def test_of_an_edited_original_and_its_copy_neither_gets_the_tag() -> None:
    said = "On Monday the minister met Austin in Rome for an hour."
    old = tagged(f"{said} They left.\n\nThe end came.", mention(1, over(said, "Austin")))
    edited = said.replace("in Rome", "in lovely Rome")
    assert carried(old, f"{edited} They left.", f"The end came. {said}").orphans == old.tags


def test_a_text_that_is_unchanged_keeps_tags_on_sentences_that_repeat() -> None:
    old = tagged(f"{SMITH}\n\n{SMITH}\n\n{SMITH}", mention(1, over(SMITH, "Smith")))
    (tag,) = carried(old, SMITH, SMITH, SMITH).placed
    assert tag.start == 0


def test_a_quote_is_placed_with_all_of_its_segments_or_not() -> None:
    text = "“We will go to the border,” he said on Monday, “and we will stay there.”"
    segments = over(text, "We will go to the border,"), over(text, "and we will stay there.")
    old = tagged(text, quote(1, *segments))
    new = text.replace("he said on Monday", "said the secretary on Tuesday")
    (tag,) = carried(old, new).placed
    assert words(tag, new) == "We will go to the border, … and we will stay there."
    assert carried(old, text.replace("stay", "remain")).orphans == old.tags


def test_a_quote_whose_segments_changed_places_is_an_orphan() -> None:
    one = "First he said that the border would be closed by the army at dawn."
    two = "Then she noted how many people had left their homes for the south."
    between = " ".join(f"word{n}" for n in range(30))
    text = f"{one}\n\n{between}\n\n{two}"
    old = tagged(text, quote(1, over(text, one), over(text, two)))
    assert carried(old, two, between, one).orphans == old.tags


def test_a_tag_that_would_cross_a_new_paragraph_is_an_orphan() -> None:
    old = body("<p>" + FIRST.replace("Lloyd Austin", "Lloyd<br><br>Austin") + "</p>")
    old = apply_tags(old, [mention(1, over(old.text, "Lloyd\n\nAustin"))])
    head, tail = FIRST.split("Lloyd Austin")
    assert carried(old, head + "Lloyd", "Austin" + tail).orphans == old.tags


def test_a_quote_that_would_read_as_a_copy_is_an_orphan() -> None:
    text = "He said no, no one will go there. Then he paused for long. No one will go there. End."
    part = "one will go there."
    old = tagged(text, quote(1, over(text, part), over(text, part, 1)))
    split = old.text.split(" Then ")
    assert carried(old, split[0], "Then " + split[1]).orphans == old.tags


def test_what_the_new_document_has_already_is_left_alone() -> None:
    old = austin()
    assert carry_tags(old, old) == Carried((), ())


def test_a_place_that_is_taken_is_not_taken_again() -> None:
    old = austin()
    for words_taken in ("Austin", "Lloyd Austin", "Austin spoke"):
        new = tagged(OLD, mention(2, over(OLD, words_taken)))
        assert carry_tags(old, new).orphans == old.tags
    new = tagged(OLD, mention(2, over(OLD, "Lloyd")), mention(3, over(OLD, "spoke")))
    assert named(apply_tags(new, carry_tags(old, new).placed)) == ["Lloyd", "Austin", "spoke"]


def test_texts_too_long_for_words_are_compared_by_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.tagging.anchoring.MAX_PAIRS", 20)
    monkeypatch.setattr("articles.tagging.anchoring.MAX_SEARCHED", 0)
    assert placed_words(carried(austin(), "So", FIRST), "So", FIRST) == ["Austin"]
    assert carried(austin(), FIRST.replace("hour", "day"), SECOND).placed == ()


def test_texts_too_long_even_for_lines_are_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.tagging.anchoring.MAX_PAIRS", 0)
    assert placed_words(carried(austin(), FIRST, SECOND), FIRST, SECOND) == ["Austin"]


def test_an_empty_text_takes_no_tag() -> None:
    old = austin()
    assert carried(old).orphans == old.tags
