"""A tag that could stand in two places is not carried, and none goes to a namesake."""

import pytest

from articles.tagging import (
    carry_tags,
    words,
)
from tests.tagging.building import mention, over, plain, quote, tagged
from tests.tagging.carried import FIRST, SECOND, SMITH, carried, placed_words

RESIGNS = "On Monday the minister met Austin in Rome for an hour of talks."
LEFT = "Nobody said when the other guests had left the hall."
AMBIGUOUS = {
    "the name moved by one word, beside a word that stands twice": (
        "It was late than Austin him him there.",
        ["It was late than him Austin him there."],
        "Austin",
    ),
    "one of two equal names deleted": (
        "It was late and Mary Austin Mary Austin.",
        ["It was late and Mary Austin."],
        "Mary Austin",
    ),
    "a part of the name typed beside it": (
        "In the talks Victor Kovel was late again.",
        ["In the talks Victor Kovel Kovel was late again."],
        "Victor Kovel",
    ),
    "a longer name and its part that changed places": (
        "On Monday Austin in Rome met Lloyd Austin again.",
        ["On Monday Lloyd Austin in Rome met Austin again."],
        "Austin",
    ),
    "all beside the name changed": ("Austin", ["So Austin said"], "Austin"),
    "a paragraph copied, the original edited on both sides of the name": (
        f"{LEFT}\n\n{RESIGNS}",
        [LEFT, RESIGNS.replace("met Austin in", "saw Austin near"), RESIGNS],
        "Austin",
    ),
    "a sentence copied right behind the original, the name deleted there": (
        f"{RESIGNS} {LEFT}",
        [f"{RESIGNS.replace(' Austin', '')} {RESIGNS} {LEFT}"],
        "Austin",
    ),
    "a paragraph copied before the original": (
        f"{LEFT} {RESIGNS}",
        [f"{LEFT} {RESIGNS}", f"{LEFT} Then {RESIGNS}"],
        "Austin",
    ),
}


@pytest.mark.parametrize(("old", "new", "name"), AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_a_tag_that_could_stand_in_two_places_is_an_orphan(
    old: str, new: list[str], name: str
) -> None:
    before = tagged(old, mention(1, over(old, name)))
    assert carried(before, *new).orphans == before.tags


def test_an_untouched_original_between_its_neighbours_keeps_its_tag_beside_a_copy() -> None:
    old = f"{FIRST}\n\n{RESIGNS}\n\n{SECOND}\n\n{LEFT}"
    at = old.index("Austin", len(FIRST))
    before = tagged(old, mention(1, (at, at + 6)))
    edited = RESIGNS.replace("in Rome", "in lovely Rome")
    (tag,) = carried(before, FIRST, RESIGNS, SECOND, edited, LEFT).placed
    assert tag.start == at


def test_a_word_typed_right_before_the_name_does_not_orphan_it() -> None:
    before = tagged(RESIGNS, mention(1, over(RESIGNS, "Austin")))
    edited = RESIGNS.replace("met Austin", "met again Austin")
    assert placed_words(carried(before, edited), edited) == ["Austin"]


def test_of_a_quote_in_parts_none_is_placed_in_a_copy() -> None:
    said = "“We will pay for the bridge,” Austin said on Monday, “and we will pay in full.”"
    parts = over(said, "We will pay for the bridge,"), over(said, "and we will pay in full.")
    before = tagged(f"{said}\n\n{LEFT}", quote(1, *parts))
    edited = said.replace("on Monday", "late on Monday")
    assert carried(before, edited, LEFT, said).orphans == before.tags
    (tag,) = carried(before, edited, LEFT).placed
    assert words(tag, edited) == "We will pay for the bridge, … and we will pay in full."


KHAN = "Minister Khan denied the report of the committee."
NAMESAKES = {
    "the opening of another's sentence, the sentence moved to the end": (
        f"Mary left.\n\n{SMITH}\n\nTom left.",
        ["Mary left.", "Tom is not John.", "Smith said that he was not surprised.", SMITH],
        "Smith",
        [3],
    ),
    "the name before the sentence, in its own block": (
        KHAN,
        [f"Minister Khan confirmed it, after {KHAN}"],
        "Khan",
        [],
    ),
    "the opening of a sentence that took the place of another": (
        f"Mary left.\n\n{SMITH}",
        ["Mary left.", "Smith said that he was not surprised."],
        "Smith",
        [],
    ),
    "a sentence that is now there twice": (SMITH, [SMITH, "And:", SMITH], "Smith", []),
    "sentences that changed places": (
        f"A. {KHAN}\n\nB. {KHAN}",
        [f"B. {KHAN}", f"A. {KHAN}"],
        "Khan",
        [1],
    ),
}


@pytest.mark.parametrize(("old", "new", "name", "places"), NAMESAKES.values(), ids=NAMESAKES)
def test_a_namesake_does_not_get_the_tag(
    old: str, new: list[str], name: str, places: list[int]
) -> None:
    before = tagged(old, mention(1, over(old, name)))
    target = plain(*new)
    starts = [target.blocks[index] for index in places]
    found = [tag.start for tag in carry_tags(before, target).placed]
    assert len(found) == len(starts)
    assert all(at in range(block.start, block.end) for at, block in zip(found, starts, strict=True))
