"""Suggestions of a name that several may bear: by tag and by who is known."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client

from entities.models import Entity
from tests.factories import accept_names, make_person, make_staff

pytestmark = pytest.mark.django_db

PRESIDENT = "president of the United States"
PLAIN = "<p>Joe Biden spoke on Monday.</p><p>“I forgot the papers,” Joe Biden said.</p>"
CARPENTER = PLAIN.replace("Joe Biden spoke", "Joe Biden, 34, a carpenter from Vellmar, spoke")
ROSA = (
    "<p>Rosa Almeida, a marine biologist and not the councillor of the same name, dived.</p>"
    "<p>“I forgot the papers,” Rosa Almeida said.</p>"
)
KNOWN: dict[str, Sequence[tuple[str, str]]] = {
    "known": [("Joe Biden", PRESIDENT), ("Rosa Almeida", "councillor")],
    "unknown": [],
    "two known": [("Joe Biden", PRESIDENT), ("Joe Biden", "senator of Ohio")],
}


def suggested(client: Client, body: str, kind: str) -> list[dict[str, Any]]:
    client.force_login(make_staff("editor"))
    answer = client.post(
        "/api/v1/suggestions/",
        {"headline": "Talks", "body": body},
        content_type="application/json",
    ).json()
    return [item for item in answer["results"] if item["kind"] == kind]


def made(known: str) -> list[Entity]:
    return [make_person(name, description=said) for name, said in KNOWN[known]]


@pytest.mark.parametrize("kind", ["mention", "quote"])
@pytest.mark.parametrize(
    ("known", "body", "count", "is_sure", "has_doubt"),
    [
        ("known", PLAIN, 1, True, False),
        ("known", CARPENTER, 1, False, True),
        ("known", ROSA, 1, False, True),
        # A new name is surely a name, and is nobody's until an editor says whose.
        ("unknown", PLAIN, 0, True, False),
        ("unknown", CARPENTER, 0, True, False),
        ("two known", PLAIN, 2, False, False),
        ("two known", CARPENTER, 2, False, False),
    ],
)
@pytest.mark.parametrize("is_accepted", [True, False])
def test_sure_is_one_whom_nothing_speaks_against_and_all_are_told_apart(
    kind: str,
    known: str,
    body: str,
    count: int,
    is_sure: bool,
    has_doubt: bool,
    is_accepted: bool,
    client: Client,
) -> None:
    people = made(known)
    if is_accepted and people:
        accept_names(*people)
    found = suggested(client, body, kind)
    assert found
    for item in found:
        assert len(item["entities"]) == count
        assert (item["is_sure"], item["doubt"] is not None) == (is_sure, has_doubt)
        assert all(one["distinction"] == one["description"] != "" for one in item["entities"])
        assert all((one["accepted"] is not None) is is_accepted for one in item["entities"])


def test_surname_is_as_accepted_as_the_name_that_stands_before_it(client: Client) -> None:
    accept_names(*made("known"))
    found = suggested(client, "<p>Joe Biden spoke. Biden left.</p>", "mention")
    assert [item["exact"] for item in found] == ["Joe Biden", "Biden"]
    assert all(item["entities"][0]["accepted"] for item in found)


def test_surname_alone_is_not_accepted_by_the_name_in_another_article(client: Client) -> None:
    accept_names(make_person("Joe Biden", aliases=("Biden",)))
    (found,) = suggested(client, "<p>Then Biden left.</p>", "mention")
    assert found["entities"][0]["accepted"] is None
