"""Whom the newsroom knows: found at once, and never one for another."""

import pytest

from articles.suggestions.engine.known_entities import known_names
from articles.suggestions.engine.matching import Entity, EntityIndex
from tests.suggestions.texts import suggested

AUSTIN = Entity(1, "person", "Lloyd Austin", ("Lloyd J. Austin III", "لويد أوستن", "أوستن"))
HEZBOLLAH = Entity(2, "organisation", "Hezbollah", ("Hizballah", "Lebanese Hizballah", "حزب الله"))
X = Entity(3, "organisation", "X", ("Twitter",))
TIME = Entity(4, "organisation", "Time")
SMITHS = [Entity(5, "person", "John Smith"), Entity(6, "person", "John Smith")]
WHO = Entity(7, "organisation", "World Health Organization", ("WHO",))
GOVERNMENT = Entity(8, "organisation", "US government", ("Biden administration",))
BIDEN = Entity(9, "person", "Joe Biden", ("Biden",))
EVERYBODY = [AUSTIN, HEZBOLLAH, X, TIME, *SMITHS, WHO, GOVERNMENT, BIDEN]


def meant(text: str, language: str = "en") -> list[tuple[str, tuple[int, ...], bool]]:
    names = suggested(text, EVERYBODY, language=language).names
    return [
        (text[name.start : name.end], name.entities, name.is_sure)
        for name in names
        if name.entities
    ]


def test_names_aliases_and_surnames_are_one_entity() -> None:
    assert meant(
        "Lloyd J. Austin III spoke to Hizballah. Mr Austin’s call was LLOYD AUSTIN’s."
    ) == [
        ("Lloyd J. Austin III", (1,), True),
        ("Hizballah", (2,), True),
        ("Austin", (1,), True),
        ("LLOYD AUSTIN", (1,), True),
    ]


def test_namesakes_are_both_offered_and_none_is_chosen() -> None:
    assert meant("John Smith spoke. Smith left.") == [
        ("John Smith", (5, 6), False),
        ("Smith", (5, 6), False),
    ]


def test_surname_alone_is_nobodys_without_a_title() -> None:
    assert meant("Austin spoke.") == []
    assert meant("He met Secretary Austin there.") == [("Austin", (1,), False)]


@pytest.mark.parametrize("text", ["The X-ray showed it.", "Brand X is good.", "X marks the spot."])
def test_name_of_one_letter_needs_its_context(text: str) -> None:
    assert meant(text) == []


def test_name_of_one_letter_is_never_sure() -> None:
    assert meant("He posted it on X yesterday.") == [("X", (3,), False)]


def test_name_that_is_a_word_is_not_taken_where_a_sentence_begins() -> None:
    assert meant("Time flies. He told Time so.") == [("Time", (4,), False)]


def test_acronym_is_not_a_word() -> None:
    assert meant("Who says so? The WHO does.") == [("WHO", (7,), True)]


def test_longer_name_wins_and_a_nation_before_a_name_is_not_of_it() -> None:
    assert meant("The Biden administration spoke of Lebanese Hizballah to Joe Biden.") == [
        ("Biden administration", (8,), True),
        ("Hizballah", (2,), True),
        ("Joe Biden", (9,), True),
    ]


def test_arabic_names_are_found_behind_what_is_written_to_them() -> None:
    text = "وقال لويد أوستن لحزب الله إن أوستن سيعود."
    assert meant(text, "ar") == [
        ("لويد أوستن", (1,), True),
        ("حزب الله", (2,), True),
        ("أوستن", (1,), True),
    ]


def test_soft_hyphens_and_joiners_do_not_hide_a_name() -> None:
    assert meant("It was Lloyd Aus\u00adtin\u200d.") == [("Lloyd Aus\u00adtin", (1,), True)]


def test_unwanted_alias_proposes_its_entity_no_more() -> None:
    text = "He met Hizballah and Hezbollah."
    matches = EntityIndex([HEZBOLLAH]).find(text)
    found = known_names(text, matches, {2: HEZBOLLAH}, {(2, "hizballah")})
    assert [text[name.start : name.end] for name in found] == ["Hezbollah"]


def test_one_of_many_thousands_is_found() -> None:
    index = EntityIndex(Entity(n, "person", f"Given{n % 977} Surname{n}") for n in range(20_000))
    assert next(iter(index.find("Given5 Surname5 spoke."))).holders == ((5, 0),)
