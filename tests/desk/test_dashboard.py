"""The admin's front page: what awaits whom, at a constant cost, each list by an index."""

from datetime import datetime, timezone
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.admin.dashboard import desk_lists
from articles.errors import Incomplete
from articles.models import Article
from articles.revisions.saving import save_revision
from articles.workflow.assignment import assign_article
from newsroom.lib.errors import NotAllowed
from newsroom.models import Event, User
from tests.clients import sign_in
from tests.factories import (
    article_in,
    draft_article,
    make_draft,
    make_person,
    make_section,
    make_staff,
    make_user,
    mention,
    move,
    quote,
)

pytestmark = pytest.mark.django_db


def lists(user: User) -> dict[str, list[str]]:
    return {
        desk_list.name: [str(article) for article in desk_list.articles]
        for desk_list in desk_lists(user)
    }


def test_each_role_sees_what_awaits_it() -> None:
    for state in ("draft", "in_review", "ready", "scheduled", "killed"):
        article_in(state, headline=state)
    publisher = make_staff("publisher")
    Article.objects.filter(state="draft").update(assigned_to=publisher)
    assert lists(publisher) == {
        "mine": ["draft"],
        "in_review": ["in_review"],
        "ready": ["ready"],
        "due_today": ["scheduled"] if Article.objects.due_today().exists() else [],
    }
    assert lists(make_staff("editor")).keys() == {"mine", "in_review"}
    assert lists(make_staff("legal")).keys() == {"mine", "to_clear"}
    assert lists(make_staff("reporter")) == {"mine": []}
    assert lists(make_staff()) == {}


@time_machine.travel(datetime(2098, 1, 1, 12, tzinfo=timezone.utc), tick=False)
def test_front_page_costs_the_same_for_many() -> None:
    client, publisher = Client(), make_staff("publisher")
    client.force_login(publisher)
    article_in("ready")
    client.get("/admin/")
    with CaptureQueriesContext(connection) as few:
        client.get("/admin/")
    for state in ("draft", "in_review", "ready", "ready", "scheduled"):
        article = article_in(state)
        assign_article(article_id=article.pk, to=publisher, by=None)
    with CaptureQueriesContext(connection) as many:
        page = client.get("/admin/").content.decode()
    assert len(many) == len(few)
    assert "To review" in page
    assert "UTC" in page


def test_long_list_leads_to_all_of_it() -> None:
    client, publisher = Client(), make_staff("publisher")
    client.force_login(publisher)
    for _ in range(11):
        article_in("ready")
    page = client.get("/admin/").content.decode()
    assert "/admin/articles/article/?state=ready" in page
    assert "/admin/articles/quote/?checked=today" in page
    assert "All of them" in page
    listed = client.get("/admin/articles/article/?state=ready").context["cl"].result_list
    assert len(listed) == 11
    assert len(client.get("/admin/articles/article/?state=odd").context["cl"].result_list) == 11
    assert not client.get("/admin/articles/article/?mine=1").context["cl"].result_list


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (Article.objects.in_state("in_review"), "article_in_state"),
        (Article.objects.in_state("ready"), "article_in_state"),
        (Article.objects.due_today().order_by("published_at", "pk"), "article_newest"),
    ],
)
def test_each_list_is_a_range_of_an_index(rows: Any, index: str) -> None:
    section = make_section()
    Article.objects.bulk_create(Article(slug=f"a-{n}", section=section) for n in range(200))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article")  # of an empty table all plans cost the same
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    assert index in rows[:10].explain()


def test_what_is_mine_is_found_among_all_that_was() -> None:
    user = make_staff("editor")
    for state in ("published",) * 20 + ("draft",):
        assign_article(article_id=article_in(state).pk, to=user, by=None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    assert "article_in_hand_of" in Article.objects.in_hand_of(user)[:10].explain()


def test_assigned_by_the_admin_and_by_nobody_else() -> None:
    client, editor, reporter = Client(), make_staff("editor"), make_staff("reporter")
    article = draft_article()
    address = f"/admin/articles/article/{article.pk}/assignment/"
    client.force_login(reporter)
    Article.objects.update(created_by=reporter)
    page = client.post(address, {"to": reporter.pk}, follow=True)
    assert "You may not assign this article" in page.content.decode()
    client.force_login(editor)
    page = client.post(address, {"to": reporter.pk, "comment": "Yours."}, follow=True)
    assert "Assigned." in page.content.decode()
    assert Article.objects.get().assigned_to == reporter
    assert Event.objects.get(verb="article-assigned").data["comment"] == "Yours."
    page = client.post(address, {"to": 999999}, follow=True)
    assert "Select a valid choice" in page.content.decode()
    assign_article(article_id=article.pk, to=reporter, by=editor)
    assert Event.objects.filter(verb="article-assigned").count() == 1


def test_assigned_only_to_active_staff() -> None:
    article = draft_article()
    for user in (make_user(), make_user(is_staff=True, is_active=False)):
        with pytest.raises(Incomplete):
            assign_article(article_id=article.pk, to=user, by=None)
    with pytest.raises(NotAllowed):
        assign_article(article_id=article.pk, to=None, by=make_staff("reporter"))


def test_embargo_by_the_admin() -> None:
    client, article = Client(), draft_article()
    client.force_login(make_staff("editor"))
    address = f"/admin/articles/article/{article.pk}/embargo/"
    page = client.post(address, {"until": "2099-01-01T06:00"}, follow=True).content.decode()
    assert "embargo until 1 Jan 2099, 06:00 (UTC)" in page
    page = client.post(address, {"until": ""}, follow=True).content.decode()
    assert "may not lift or shorten" in page
    page = client.post(address, {"until": "soon"}, follow=True).content.decode()
    assert "Give a day and a time." in page
    assert client.get(address).status_code == 405


def test_reporter_finds_own_articles_alone() -> None:
    client, reporter = Client(), make_staff("reporter")
    own, other = draft_article("Own"), draft_article("Other")
    Article.objects.filter(pk=own.pk).update(created_by=reporter)
    client.force_login(reporter)
    listed = client.get("/admin/articles/article/").context["cl"].result_list
    assert list(listed) == [own]
    assert client.get(f"/admin/articles/article/{own.pk}/change/").status_code == 200
    assert client.get(f"/admin/articles/article/{other.pk}/change/").status_code == 302
    assert client.get(f"/admin/articles/article/{other.pk}/transitions/submit/").status_code == 404
    assert client.get(f"/admin/articles/article/{own.pk}/transitions/odd/").status_code == 404
    assert client.get(f"/admin/articles/article/{own.pk}/transitions/kill/").status_code == 403


def test_legal_sees_what_waits_to_be_cleared() -> None:
    sensitive, legal = make_person(is_sensitive=True), make_staff("legal")
    named, quoted = f"<p>{mention(sensitive)}</p>", f"<p>{quote(sensitive, '“No.”')}</p>"
    article_in("draft", headline="draft", body=named)
    article_in("in_review", headline="of others")
    review = article_in("in_review", headline="in review", body=named)
    article_in("ready", headline="ready", body=quoted)
    live = article_in("published", headline="live")
    save_revision(article_id=live.pk, base=1, draft=make_draft("newer", body=named), by=None)
    assert lists(legal)["to_clear"] == ["newer", "ready", "in review"]
    move(review, "clear", legal)
    assert lists(legal)["to_clear"] == ["newer", "ready"]
    client = sign_in(legal)
    page = client.get("/admin/articles/article/?to_clear=1").content.decode()
    assert page.count('class="field-headline"') == 2
