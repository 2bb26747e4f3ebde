"""The life of an article by the API: for the desk alone, held to the same rules."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from tests.clients import sign_in
from tests.factories import article_in, draft_article

pytestmark = pytest.mark.django_db


def path(article: Article) -> str:
    return f"/api/v1/articles/{article.pk}/transitions/"


def desk(role: str, **options: Any) -> Client:
    return sign_in(role, **options)


def post(client: Client, article: Article, **body: Any) -> Any:
    return client.post(path(article), body, content_type="application/json")


def test_public_is_refused() -> None:
    assert Client().get(path(draft_article())).status_code == 401


def test_without_a_token_it_is_refused() -> None:
    client = desk("publisher", enforce_csrf_checks=True)
    assert post(client, draft_article(), transition="publish").status_code == 403


def test_tells_where_it_may_go_and_why_not() -> None:
    life = desk("editor").get(path(draft_article())).json()
    assert (life["state"], life["head"], life["live"]) == ("draft", 1, None)
    refusals = {item["transition"]: item["refusal"] for item in life["transitions"]}
    assert refusals["submit"] == ""
    assert refusals["publish"] == "You do not have the right to do this."
    assert refusals["recall"] == (
        "The article is now: draft. This can be done while it is: in review."
    )


def test_moves() -> None:
    article = draft_article()
    life = post(desk("publisher"), article, transition="publish", revision=1).json()
    assert (life["state"], life["live"]) == ("published", 1)
    assert Article.objects.public().exists()


@pytest.mark.parametrize(
    ("role", "body", "status", "code"),
    [
        ("editor", {"transition": "publish"}, 403, "not_allowed"),
        ("publisher", {"transition": "withdraw", "notice": "x"}, 409, "invalid_transition"),
        ("publisher", {"transition": "publish", "revision": 9}, 409, "stale_revision"),
        ("publisher", {"transition": "schedule"}, 400, "incomplete"),
        ("publisher", {"transition": "schedule", "at": "2001-01-01T00:00Z"}, 400, "incomplete"),
        ("publisher", {"transition": "explode"}, 400, "invalid"),
        ("publisher", {}, 400, "invalid"),
        ("publisher", {"transition": "publish", "nonsense": 1}, 400, "invalid"),
        ("publisher", {"transition": "publish", "comment": 5}, 400, "invalid"),
        ("publisher", {"transition": "publish", "lifts_embargo": "yes"}, 400, "invalid"),
        ("publisher", {"transition": "publish", "revision": "1"}, 400, "invalid"),
    ],
)
def test_bad_requests_are_problems(role: str, body: Any, status: int, code: str) -> None:
    article = draft_article()
    response = post(desk(role), article, **body)
    assert (response.status_code, response.json()["code"]) == (status, code), response.content
    assert Article.objects.get().state == "draft"


def test_what_is_missing_is_named() -> None:
    problem = post(desk("publisher"), draft_article(), transition="schedule").json()
    assert [fault["name"] for fault in problem["errors"]] == ["at"]


def test_article_one_may_not_see_does_not_exist() -> None:
    assert desk("reporter").get(path(draft_article())).status_code == 404
    assert desk("publisher").get(path(article_in("killed"))).status_code == 404
    assert desk("legal").get(path(article_in("killed"))).status_code == 200
    assert (
        desk("editor").get("/api/v1/articles/99999999999999999999/transitions/").status_code == 404
    )


def test_query_count_is_constant(django_assert_max_num_queries: Any) -> None:
    client, article = desk("publisher"), draft_article()
    with django_assert_max_num_queries(
        9
    ):  # session, user, count, two of rights, article, its checks
        client.get(path(article))
