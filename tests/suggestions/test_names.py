"""People and organisations that the text itself shows."""

import pytest

from tests.data import table
from tests.suggestions.texts import named, organisations, people, speakers, suggested


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ambassador Hamdullah Mohib spoke.", ["Hamdullah Mohib"]),
        ("Deputy Pentagon Press Secretary Sabrina Singh confirmed it.", ["Sabrina Singh"]),
        ("The coach, Alireza Mehraban, left.", ["Alireza Mehraban"]),
        ("Youngspiration's Baggio Leung spoke, Leung said.", ["Baggio Leung", "Baggio Leung"]),
        ("He flew from New York to Los Angeles and Saudi Arabia.", []),
        ("The Biden administration fears it; Joe Biden does not.", ["Joe Biden"]),
    ],
)
def test_people_are_told_from_what_else_is_capitalised(text: str, found: list[str]) -> None:
    assert people(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The University of Sheffield and the Food and Drug Administration agree.",
            ["University of Sheffield", "Food and Drug Administration"],
        ),
        ("State Department Spokesperson Jeff Rathke spoke.", ["State Department"]),
        ("NASA chose the Johnson Space Center.", ["NASA", "Johnson Space Center"]),
        ("It was 5 PM GMT in the US.", []),
    ],
)
def test_organisations_are_known_by_their_form(text: str, found: list[str]) -> None:
    assert organisations(text) == found


def test_surname_given_name_and_slip_are_brought_under_one_name() -> None:
    text = "Lydia Buchtmann spoke. Buchtmann left. Ms Bauchtmann came back."
    assert {full for _, full in named(text)} == {"Lydia Buchtmann"}


def test_acronym_stands_for_what_the_article_spells_out() -> None:
    text = "The World Health Organization met. The WHO agreed."
    assert organisations(text) == ["World Health Organization"] * 2


def test_two_people_in_one_word_are_two() -> None:
    text = "Lloyd Austin met Yoav Gallant. The Austin-Gallant call was short."
    assert named(text)[-2:] == [("Austin", "Lloyd Austin"), ("Gallant", "Yoav Gallant")]


def test_surname_of_somebody_else_is_not_taken() -> None:
    text = "Lloyd Austin spoke. Steve Austin and Austin Powers did not. Austin left."
    words = [words for words, full in named(text) if full == "Lloyd Austin"]
    assert words == ["Lloyd Austin", "Austin"]


def test_city_is_not_the_person_called_after_it() -> None:
    text = "Lloyd Austin was born in Austin."
    assert named(text) == [("Lloyd Austin", "Lloyd Austin")]


def test_capitals_of_a_headline_name_nobody() -> None:
    headline = "Angry Voters Punish Governing Party Leaders"
    text = f"{headline}\n\nJohn Smith, the mayor, lost."
    names = suggested(text, prose_from=len(headline) + 1).names
    assert [name.full for name in names] == ["John Smith"]


NAMES = table("names_of_all_continents")
SENTENCES = [
    "“We will open it,” council spokesman {} said.",
    "“We will open it,” said council spokeswoman {}.",
    "“We will open it,” said {}, a neighbour.",
    "“We will open it,” {} said on Monday.",
    "{}, 34, said: “We will open it.”",
    "The American {} said: “We will open it.”",
    "According to {}, “it will open again soon”.",
]


@pytest.mark.parametrize("continent", NAMES)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_names_of_all_continents_are_found_alike(sentence: str, continent: str) -> None:
    missed = [
        name
        for name in NAMES[continent]
        if speakers(f"Mary Jones objected on Monday. {sentence.format(name)}") != [name]
    ]
    assert missed == []


@pytest.mark.parametrize("name", ["Northgate Water", "Treasury", "Tencent"])
@pytest.mark.parametrize(
    "sentence",
    [
        "“We will spend more,” {} said.",
        "“We will spend more,” said {}.",
        "{} said: “We will spend more.”",
    ],
)
def test_organisation_that_speaks_is_no_person(sentence: str, name: str) -> None:
    with_article = f"the {name}" if name == "Treasury" else name
    (found,) = suggested(sentence.format(with_article)).names
    assert (found.kind, found.full, found.is_sure) == ("organisation", name, False)


@pytest.mark.parametrize(
    "heading",
    ["MAYOR SAYS CITY WILL PAY", "VOTERS PUNISH GOVERNING PARTY", "NEWS, VIEWS, SPORT"],
)
def test_heading_in_capitals_names_nobody(heading: str) -> None:
    assert named(f"{heading}\n\nJohn Smith left.") == [("John Smith", "John Smith")]


def test_words_in_capitals_are_no_organisation_and_acronyms_are() -> None:
    assert organisations("Ann Lee held up a sign: STOP WATER RATES. NASA and JPL did not.") == [
        "NASA",
        "JPL",
    ]


def test_hashtag_and_account_are_no_organisation() -> None:
    assert named("Thousands joined #MeTooNow and #BLM with @NorthgateWater and BBC.") == [
        ("BBC", "BBC")
    ]
