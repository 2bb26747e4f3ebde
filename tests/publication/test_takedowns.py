"""Withdrawn and killed articles: a notice for readers and programs, nothing of what they said."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from articles.suggestions.open_suggestions import suggest_tags
from tests.api.reading import API
from tests.factories import article_in, make_person, make_staff, mention, move, quote

pytestmark = pytest.mark.django_db

SECRETS = ["Libel headline", "Ada Quimby", "a terrible thing"]


def write(state: str) -> Article:
    ada = make_person("Ada Quimby")
    body = f"<p>{mention(ada)} said {quote(ada, 'a terrible thing')}.</p>"
    return article_in(state, headline="Libel headline", body=body, slug="libel")


def get(path: str, client: Client | None = None) -> Any:
    return (client or Client()).get(path)


@pytest.mark.parametrize("state", ["withdrawn", "killed"])
def test_page_is_gone_with_a_notice_and_nothing_else(state: str) -> None:
    write(state)
    response = get("/articles/libel/")
    text = response.content.decode()
    assert response.status_code == 410
    assert 'content="noindex"' in text
    assert ("Withdrawn." if state == "withdrawn" else "for legal reasons") in text
    assert "Injunction" not in text
    assert [secret for secret in SECRETS if secret in text] == []


@pytest.mark.parametrize("state", ["withdrawn", "killed"])
def test_api_has_a_takedown(state: str) -> None:
    article = write(state)
    response = get(f"{API}/articles/{article.pk}/")
    problem = response.json()
    assert response.status_code == 410
    assert (problem["code"], problem["title"]) == ("gone", "Gone")
    assert problem["removed_at"].endswith("Z")
    (listed,) = get(f"{API}/takedowns/").json()["results"]
    assert listed == get(f"{API}/takedowns/{article.pk}/").json()
    assert listed["notice"] == problem["detail"]
    assert listed["url"].endswith("/articles/libel/")
    assert "Injunction" not in str(problem) + str(listed)


@pytest.mark.parametrize("state", ["withdrawn", "killed"])
def test_nothing_of_it_is_in_any_list(state: str) -> None:
    write(state)
    for path in (
        *("/", "/search/?q=libel", "/quotes/", "/people/"),
        *(f"{API}/articles/", f"{API}/articles/?q=libel", f"{API}/quotes/", f"{API}/people/"),
    ):
        text = get(path).content.decode().partition("<main")[2] or get(path).content.decode()
        assert [secret for secret in SECRETS if secret in text] == [], path


def test_what_nobody_has_seen_is_not_said_to_be_gone() -> None:
    article = move(write("draft"), "kill", reason="Injunction.")
    assert get("/articles/libel/").status_code == 404
    assert get(f"{API}/articles/{article.pk}/").status_code == 404
    assert get(f"{API}/takedowns/").json()["results"] == []
    assert get(f"{API}/takedowns/{article.pk}/").status_code == 404


def test_put_back_it_is_where_it_was() -> None:
    article = write("withdrawn")
    move(article, "publish")
    assert get("/articles/libel/").status_code == 200
    assert get(f"{API}/takedowns/").json()["results"] == []


DESK = "/admin/articles/article/"
PLACES = [
    DESK,
    f"{DESK}?q=libel",
    f"{DESK}?q=quimby",
    DESK + "{pk}/change/",
    DESK + "{pk}/history/",
    DESK + "{pk}/transitions/publish/",
    "/admin/articles/mention/",
    "/admin/articles/quote/",
    "/admin/articles/quote/?q=terrible",
    "/admin/",
    "/admin/articles/suggestion/",
    API + "/articles/{pk}/transitions/",
    API + "/articles/{pk}/suggestions/",
]


@pytest.mark.parametrize("role", ["reporter", "editor", "publisher", "administrator"])
def test_killed_text_is_nowhere_at_the_desk(role: str) -> None:
    client, article = Client(), write("published")
    suggest_tags(article_id=article.pk)
    move(article, "kill", reason="Injunction.")
    user = make_staff(role)
    Article.objects.update(created_by=user, assigned_to=user)
    client.force_login(user)
    for place in PLACES:
        text = client.get(place.format(pk=article.pk), follow=True).content.decode()
        leaked = [item for item in ("Libel headline", "a terrible thing") if item in text]
        assert leaked == [], place


def test_legal_reaches_and_revives_it() -> None:
    client, article = Client(), write("killed")
    client.force_login(make_staff("legal"))
    page = client.get(f"{DESK}{article.pk}/change/").content.decode()
    assert "a terrible thing" in page
    assert "Reason: <bdi>Injunction.</bdi>" in page
    assert "move-revive" in page
    client.post(f"{DESK}{article.pk}/transitions/revive/", {"comment": "Settled."})
    assert Article.objects.get().state == "withdrawn"


def test_who_kills_by_the_admin_is_still_led_somewhere() -> None:
    client, article = Client(), write("published")
    user = make_staff("legal")
    client.force_login(user)
    page = client.post(
        f"{DESK}{article.pk}/transitions/kill/", {"reason": "Court order."}, follow=True
    )
    assert "Killed: nobody without the legal right" in page.content.decode()
    assert page.redirect_chain[-1][0].endswith("/change/")
