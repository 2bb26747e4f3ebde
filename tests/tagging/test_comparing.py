"""Tags compared between two versions: what became of each, and what a person has to look at."""

from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings

from articles.tagging import Change, Document, compare, needs_review, same_words
from tests.data import table
from tests.tagging.building import mention, over, quote, tagged
from tests.tagging.strategies import documents

# The editor is held to the same tables (tests/javascript).
CASES = table("same_words")
OLD = "Austin said: “Go.” Gallant left."


def only_change(old: Document, new: Document) -> Change:
    comparison = compare(old, new)
    (change,) = comparison.changed
    assert not comparison.kept + comparison.added + comparison.removed
    return change


def mentioned(text: str, words: str, entity: int = 7) -> Document:
    return tagged(text, mention(1, over(text, words), entity=entity))


def quoted(text: str, words: str, kind: str = "direct") -> Document:
    return tagged(text, quote(1, over(text, words), kind=kind))


def test_tags_are_kept_added_and_removed() -> None:
    old = tagged(OLD, mention(1, over(OLD, "Austin")), quote(2, over(OLD, "Go.")))
    text = "Then " + OLD
    new = tagged(text, mention(1, over(text, "Austin")), mention(3, over(text, "Gallant")))
    comparison = compare(old, new)
    assert comparison.kept == (new.tags[0],)
    assert comparison.added == (new.tags[1],)
    assert comparison.removed == (old.tags[1],)
    assert comparison.changed == ()


def test_changed_words_are_found() -> None:
    change = only_change(mentioned("Austin went", "Austin"), mentioned("Boston went", "Boston"))
    assert (change.old_words, change.new_words) == ("Austin", "Boston")
    assert change.words_changed
    assert not change.reattributed


def test_another_entity_is_found() -> None:
    change = only_change(mentioned("Austin", "Austin", 1), mentioned("Austin", "Austin", 2))
    assert change.reattributed
    assert not change.words_changed


def test_another_kind_is_another_attribution() -> None:
    change = only_change(quoted("Go now", "Go"), quoted("Go now", "Go", "indirect"))
    assert change.reattributed


def test_both_can_change() -> None:
    change = only_change(mentioned("Austin", "Austin", 1), mentioned("Boston", "Boston", 2))
    assert change.reattributed
    assert change.words_changed


def test_a_paragraph_break_changes_no_words() -> None:
    old, new = "We go. We stay.", "We go.\n\nWe stay."
    assert compare(quoted(old, old), quoted(new, new)).changed == ()


def test_a_mention_that_becomes_a_quote_is_removed_and_added() -> None:
    comparison = compare(mentioned("Go now", "Go"), quoted("Go now", "Go"))
    assert len(comparison.added) == len(comparison.removed) == 1


@settings(max_examples=150, deadline=None)
@given(old=documents(), new=documents())
def test_every_tag_is_counted_once(old: Document, new: Document) -> None:
    comparison = compare(old, new)
    assert len(comparison.removed) + len(comparison.kept) + len(comparison.changed) == len(old.tags)
    assert len(comparison.added) + len(comparison.kept) + len(comparison.changed) == len(new.tags)
    back = compare(new, old)
    assert (back.added, back.removed) == (comparison.removed, comparison.added)
    assert compare(old, old).kept == old.tags


@pytest.mark.parametrize(("one", "other"), CASES["same"])
def test_marks_dashes_white_space_and_possessives_are_no_other_words(one: str, other: str) -> None:
    assert same_words(one, other)
    assert same_words(other, one)


@pytest.mark.parametrize(("one", "other"), CASES["other"])
def test_other_words_and_signs_that_carry_meaning_are_other_words(one: str, other: str) -> None:
    assert not same_words(one, other)
    assert not same_words(other, one)


@pytest.mark.parametrize("case", table("changed_tags"))
def test_changed_words_need_review(case: dict[str, Any]) -> None:
    of, old, new = case["of"], case["old"], case["now"]
    made = partial(mentioned) if of == "mention" else partial(quoted, kind=of)
    comparison = compare(made(old, old), made(new, new))
    needed = any(needs_review(change, case["names"]) for change in comparison.changed)
    assert needed is case["needs_review"]


def test_another_entity_alone_needs_no_review_of_words() -> None:
    assert not needs_review(only_change(mentioned("A", "A", 1), mentioned("A", "A", 2)))
