"""Words beside a name that contradict whom the newsroom knows by that name."""

import pytest

from articles.suggestions.engine.contradictions import EntityDescription, find_contradictions

PRESIDENT = EntityDescription(1, "46th president of the United States", ("Joseph R. Biden Jr.",))
COUNCILLOR = EntityDescription(2, "councillor in Porto")
STRIKER = EntityDescription(3, "footballer (born 1990)", offices=("striker Ajax",))
AUSTIN = EntityDescription(4, "", (), ("Secretary of Defense Pentagon",))
NOBODY = EntityDescription(5)


def doubts(text: str, name: str, who: EntityDescription, *, year: int | None = 2024) -> list[str]:
    start = text.index(name)
    found = find_contradictions(text, [((start, start + len(name)), who)], year=year)
    return [f"{item.doubt.kind}: {item.doubt.said}" for item in found]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Joe Biden, 34, a carpenter from Vellmar, was fined.", "office: a carpenter from Vellmar"),
        ("Joe Biden (34) was fined.", "age: 34"),
        ("Joe Biden, 34, was fined.", "age: 34"),
        ("Joe Biden, aged 34, was fined.", "age: 34"),
        ("The 34-year-old Joe Biden was fined.", "age: 34"),
        ("Joe Biden, a carpenter, was fined.", "office: a carpenter"),
        ("Joe Biden, the carpenter who built it, left.", "office: the carpenter"),
        ("Joe Biden is a plumber in Kassel.", "office: a plumber in Kassel"),
        ("Joe Biden (a beekeeper) left.", "office: a beekeeper"),
        ("Joe Biden – a local baker – left.", "office: a local baker"),
        ("Joe Biden, baker, left.", "office: baker"),
        ("Joe Biden, who is a nurse, left.", "office: a nurse"),
        ("Carpenter Joe Biden was fined.", "office: Carpenter"),
        ("The carpenter Joe Biden was fined.", "office: The carpenter"),
        ("Vellmar plumber Joe Biden was fined.", "office: Vellmar plumber"),
        ("General Joe Biden saluted.", "office: General"),
        ("Joe Biden, a councillor from Vellmar, left.", "office: a councillor from Vellmar"),
        ("Joe Biden of Vellmar was fined.", "place: Vellmar"),
        ("Joe Biden, from Vellmar, was fined.", "place: Vellmar"),
        (
            "Joe Biden, no relation to the president, left.",
            "namesake: no relation to the president",
        ),
        ("Joe Biden, not the president, left.", "namesake: not the president"),
        ("The carpenter, Joe Biden, left.", "office: The carpenter"),
        ("A carpenter named Joe Biden left.", "office: A carpenter"),
        ("Joe Biden the carpenter left.", "office: the carpenter left"),
        ("Joe Biden works as a carpenter.", "office: a carpenter"),
        ("A man named Joe Biden left.", "namesake: A man named"),
        ("Vellmar resident Joe Biden left.", "place: Vellmar"),
        ("Vellmar's Joe Biden left.", "place: Vellmar"),
        ("Joe Biden, of 12 Mill Lane, left.", "place: 12 Mill Lane"),
        ("Another Joe Biden was fined.", "namesake: Another"),
        ("Joe Biden (unrelated to the president) left.", "namesake: unrelated to the president"),
        (
            "Joe Biden, not to be confused with the president, left.",
            "namesake: not to be confused with the president",
        ),
    ],
)
def test_what_does_not_fit_is_said(text: str, doubt: str) -> None:
    assert doubts(text, "Joe Biden", PRESIDENT) == [doubt]


@pytest.mark.parametrize(
    "text",
    [
        "Joe Biden left.",
        "The defendant, Joe Biden, left.",
        "Then-Senator Joe Biden left.",
        "Democratic nominee Joe Biden left.",
        "On the plane, Joe Biden slept.",
        "President Joe Biden left.",
        "US President Joe Biden left.",
        "Joe Biden, the president, left.",
        "Joe Biden, the former vice president, left.",
        "Joe Biden, 81, the president of the United States, left.",
        "Joe Biden, a Democrat, left.",
        "Joe Biden, a father of four, left.",
        "Mr. Joe Biden left.",
        "Joe Biden, who met a carpenter, left.",
        "Joe Biden, speaking in Vellmar, left.",
        "Joe Biden of the United States left.",
        "A carpenter met Joe Biden.",
        "The plumber left. Joe Biden stayed.",
        "Joe Biden said a carpenter came.",
        "Joe Biden and a carpenter came.",
        "Joe Biden was in a hurry.",
        "Joe Biden won 34 percent of the votes.",
    ],
)
def test_what_fits_or_says_nothing_is_no_contradiction(text: str) -> None:
    assert doubts(text, "Joe Biden", PRESIDENT) == []


def test_namesake_of_a_councillor_is_told_from_her() -> None:
    text = "Rosa Almeida, a marine biologist at the university, not the councillor of the same name"
    assert doubts(text, "Rosa Almeida", COUNCILLOR) == [
        "namesake: not the councillor of the same name"
    ]
    text = "Rosa Almeida, a marine biologist in Porto, spoke."
    assert doubts(text, "Rosa Almeida", COUNCILLOR) == ["office: a marine biologist in Porto"]


def test_age_is_held_against_the_year_of_birth() -> None:
    assert doubts("Luis Paz, 34, scored.", "Luis Paz", STRIKER) == []
    assert doubts("Luis Paz, 51, scored.", "Luis Paz", STRIKER) == ["age: 51"]
    assert doubts("Ajax striker Luis Paz, 51, scored.", "Luis Paz", STRIKER) == ["age: 51"]


def test_office_is_known_from_an_affiliation() -> None:
    assert doubts("Defense Secretary Lloyd Austin left.", "Lloyd Austin", AUSTIN) == []
    assert doubts("Lloyd Austin of the Pentagon left.", "Lloyd Austin", AUSTIN) == []
    assert doubts("Lloyd Austin, a baker, left.", "Lloyd Austin", AUSTIN) == ["office: a baker"]


def test_nothing_known_is_contradicted_by_nothing_but_a_denial() -> None:
    assert doubts("Ann Lee, 34, a carpenter from Vellmar, left.", "Ann Lee", NOBODY) == []
    assert doubts("Ann Lee, no relation to the actress, left.", "Ann Lee", NOBODY) != []
