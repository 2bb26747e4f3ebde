"""A slug is one article's for good, and its former address leads to the present one."""

from functools import partial
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.errors import SlugTaken
from articles.models import Article, FormerSlug
from articles.publication.publishing import publish
from articles.revisions.details import Details, change_details
from articles.workflow.checks.dead_links import dead_links
from newsroom.lib.database.advisory_locks import advisory_lock
from newsroom.lib.errors import NotAllowed
from newsroom.models import Event, User
from tests.clients import sign_in
from tests.concurrency.racing import lock_table, race
from tests.factories import (
    article_in,
    draft_article,
    make_staff,
    move,
    published_article,
    withdraw,
)

pytestmark = pytest.mark.django_db
client = Client()


def rename(article: Article, slug: str, by: User | None = None) -> None:
    details = Details(article.section, article.language, slug)
    change_details(article_id=article.pk, details=details, by=by)


def moved(slug: str = "uno", **fields: Any) -> Article:
    article = published_article("Un", slug="un", **fields)
    rename(article, slug)
    return Article.objects.get(pk=article.pk)


def test_former_address_leads_to_the_present_one_for_good() -> None:
    moved()
    response = client.get("/articles/un/?utm_source=x")
    assert (response.status_code, response["Location"]) == (301, "/articles/uno/?utm_source=x")
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert client.get("/articles/uno/").status_code == 200


def test_every_former_address_leads_there_in_one_step() -> None:
    article = moved()
    rename(article, "eins")
    for slug in ("un", "uno"):
        assert client.get(f"/articles/{slug}/")["Location"] == "/articles/eins/"


def test_slug_may_come_back_to_its_article() -> None:
    article = moved()
    rename(article, "un")
    assert client.get("/articles/un/").status_code == 200
    assert client.get("/articles/uno/")["Location"] == "/articles/un/"
    rename(article, "uno")
    assert client.get("/articles/un/")["Location"] == "/articles/uno/"
    assert FormerSlug.objects.count() == 2


def test_former_slug_is_given_to_no_other_article() -> None:
    moved()
    with pytest.raises(SlugTaken, match="“un”"):
        draft_article("Two", slug="un")
    with pytest.raises(SlugTaken):
        rename(draft_article("Two"), "un")
    assert draft_article("Un").slug == "un-2"


def test_draft_s_former_slug_is_kept_for_it_and_leads_nowhere() -> None:
    article = draft_article("Secret", slug="secret-name")
    rename(article, "public-name")
    publish(article_id=article.pk, by=None)
    assert client.get("/articles/secret-name/").status_code == 404
    with pytest.raises(SlugTaken):
        draft_article("Two", slug="secret-name")


def test_slug_that_readers_came_to_know_later_leads_on() -> None:
    article = draft_article("Un", slug="un")
    for slug in ("uno", "un"):
        rename(article, slug)
    publish(article_id=article.pk, by=None)
    rename(article, "uno")
    assert client.get("/articles/un/")["Location"] == "/articles/uno/"


@pytest.mark.parametrize("state", ["withdrawn", "killed"])
def test_what_was_taken_back_is_gone_at_its_former_address_too(state: str) -> None:
    article = moved()
    if state == "withdrawn":
        withdraw(article)
    else:
        move(article, "kill", reason="Injunction.", notice="Gone.")
    for slug in ("un", "uno"):
        assert client.get(f"/articles/{slug}/").status_code == 410


def test_scheduled_article_is_at_no_former_address() -> None:
    article = article_in("scheduled", slug="un")
    rename(article, "uno")
    for slug in ("un", "uno"):
        assert client.get(f"/articles/{slug}/").status_code == 404


def test_what_readers_have_links_to_is_moved_by_publishers_alone() -> None:
    article = published_article("Un", slug="un")
    with pytest.raises(NotAllowed):
        rename(article, "uno", make_staff("editor"))
    rename(article, "uno", make_staff("publisher"))
    assert Article.objects.get().slug == "uno"
    rename(draft_article("Other"), "other-one", make_staff("editor"))


def test_change_is_recorded_with_before_and_after() -> None:
    publisher = make_staff("publisher")
    article = published_article("Un", slug="un")
    rename(article, "uno", publisher)
    event = Event.objects.get(verb="article-details-changed")
    assert event.actor == publisher
    assert event.data == {"before": ["world", "en", "un"], "after": ["world", "en", "uno"]}


def test_api_and_lists_have_the_new_address_at_once() -> None:
    article = moved()
    for address in (f"/api/v1/articles/{article.pk}/", "/api/v1/articles/", "/"):
        text = client.get(address).content.decode()
        assert "/articles/uno/" in text, address
        assert "/articles/un/" not in text, address


def test_former_address_is_no_dead_link() -> None:
    moved()
    draft_article("Draft", slug="draft")
    links = ["http://127.0.0.1:8000/articles/un/", "http://127.0.0.1:8000/articles/draft/"]
    assert dead_links(links) == {links[1]}


def test_page_costs_one_query_and_its_former_address_two(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    moved()
    client.get("/articles/uno/")  # the menu is read
    for slug, queries in (("uno", 1), ("un", 2), ("nothing", 3)):
        with django_assert_num_queries(queries):
            client.get(f"/articles/{slug}/")


@pytest.mark.parametrize(("role", "slug"), [("publisher", "uno"), ("editor", "un")])
def test_desk_lets_publishers_change_the_slug_of_a_published_article(role: str, slug: str) -> None:
    article = published_article("Un", slug="un")
    desk = sign_in(role)
    form = {
        "headline": "Un",
        "deck": "",
        "body": article.working_copy.body,
        "base": 1,
        "section": article.section.pk,
        "initial-section": article.section.pk,
        "language": "en",
        "initial-language": "en",
        "slug": "uno",
        "initial-slug": "un",
    }
    address = f"/admin/articles/article/{article.pk}/change/"
    assert ("lead to the new one" in desk.get(address).content.decode()) is (role == "publisher")
    assert desk.post(address, form).status_code == 302
    assert Article.objects.get().slug == slug


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("gate", "slug"), [("articles_formerslug", "uno"), ("", "un")])
def test_no_other_article_slips_in_while_a_slug_changes(gate: str, slug: str) -> None:
    """One gives up “un” (and another wants it), or takes it back at the same moment."""
    article = published_article("Un", slug="un")
    if slug == "un":
        rename(article, "uno")
    held = lock_table(gate) if gate else partial(advisory_lock, "article un")
    section = article.section
    outcomes = race(
        held,
        lambda: rename(article, slug),
        lambda: draft_article("Two", slug="un", section=section),
    )
    assert outcomes[0] is None
    assert isinstance(outcomes[1], SlugTaken)
    assert Article.objects.get().slug == slug
