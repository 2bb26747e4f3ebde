"""The picker's search: for the desk alone, of all that it knows, namesakes told apart."""

from typing import Any

import pytest
from django.test import Client

from articles.api.entity_candidates import EntityCandidatesView
from tests.clients import sign_in_superuser
from tests.factories import (
    draft_article,
    make_organisation,
    make_person,
    make_user,
    mention,
    merge,
    published_article,
)

pytestmark = pytest.mark.django_db
PATH = "/api/v1/entities/"


@pytest.fixture
def desk() -> Client:
    return sign_in_superuser(raise_request_exception=False)


def found(desk: Client, **asked: Any) -> list[dict[str, Any]]:
    response = desk.get(PATH, asked)
    assert response.status_code == 200, response.content
    return response.json()["results"]


def names(desk: Client, **asked: Any) -> list[str]:
    return [result["name"] for result in found(desk, **asked)]


def test_public_and_readers_with_an_account_are_refused() -> None:
    make_person("Secret Source")
    client = Client()
    assert client.get(PATH, {"q": "secret"}).status_code == 401
    client.force_login(make_user(is_staff=False))
    assert client.get(PATH, {"q": "secret"}).status_code == 403
    client.force_login(make_user(is_staff=True))  # staff without a right to articles
    assert client.get(PATH, {"q": "secret"}).status_code == 403


def test_person_only_a_draft_knows_is_found(desk: Client) -> None:
    austin = make_person("Lloyd Austin")
    draft_article(body=f"<p>{mention(austin)}</p>")
    assert names(desk, q="austin") == ["Lloyd Austin"]


def test_typing_error_and_alias_find(desk: Client) -> None:
    make_organisation("Pentagon", aliases=["Department of Defense"])
    assert names(desk, q="pentagn") == ["Pentagon"]
    assert names(desk, q="department of defense") == ["Pentagon"]
    assert found(desk, q="Department of Defense")[0]["is_exact"]


def test_exact_name_comes_before_a_likelier_longer_one(desk: Client) -> None:
    make_organisation("X Corp", aliases=["X X"])
    make_organisation("X")
    assert names(desk, q="x")[0] == "X"


def test_kind_narrows(desk: Client) -> None:
    make_person("Austin")
    make_organisation("Austin")
    assert [item["kind"] for item in found(desk, q="austin", kind="organisation")] == [
        "organisation"
    ]
    assert len(found(desk, q="austin")) == 2


def test_namesakes_are_told_apart_by_description_and_last_article(desk: Client) -> None:
    first = make_person("John Smith", description="Goalkeeper")
    make_person("John Smith", description="Minister", slug="john-smith-minister")
    published_article("Old", body=f"<p>{mention(first)}</p>")
    published_article("Keeper saves", body=f"<p>{mention(first)}</p>")
    results = found(desk, q="John Smith")
    assert [result["is_exact"] for result in results] == [True, True]
    described = {result["description"]: result["last_article"] for result in results}
    assert described["Goalkeeper"]["headline"] == "Keeper saves"
    assert described["Minister"] is None


def test_merged_one_is_not_offered_and_its_id_leads_to_the_survivor(desk: Client) -> None:
    survivor, tombstone = make_person("Survivor"), make_person("Tombstone")
    merge(tombstone, survivor)
    assert names(desk, q="tombstone") == ["Survivor"]
    (result,) = found(desk, ids=f"{tombstone.pk},99999999")
    assert (result["id"], result["entity"], result["name"]) == (
        tombstone.pk,
        survivor.pk,
        "Survivor",
    )


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": "a", "ids": "1"},
        {"q": " "},
        {"q": "a\0"},
        {"q": "a" * 201},
        {"q": "a", "kind": "robot"},
        {"q": "a", "nonsense": "1"},
        {"ids": "1,x"},
        {"ids": "0"},
        {"ids": "9" * 30},
        {"ids": ",".join(["1"] * 501)},
    ],
)
def test_bad_question_is_refused_in_words(desk: Client, asked: dict[str, str]) -> None:
    response = desk.get(PATH, asked)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["errors"]


def test_query_count_does_not_grow(desk: Client, django_assert_num_queries: Any) -> None:
    for number in range(12):
        person = make_person(f"Smith {number}", aliases=["Smithy"])
        published_article(body=f"<p>{mention(person)}</p>")
    found(desk, q="smith 1")
    with django_assert_num_queries(5):  # session, user, count, entities, aliases
        assert len(found(desk, q="smith")) == 12


def test_too_many_questions_are_answered_429(desk: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(EntityCandidatesView, "requests_per_minute", 2)
    make_person("Austin")
    answers = [desk.get(PATH, {"q": "austin"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


def test_method_that_there_is_not_is_a_problem(desk: Client) -> None:
    assert desk.put(PATH, {}, content_type="application/json").status_code == 405
