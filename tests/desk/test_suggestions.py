"""Suggestions on the desk: made for a selection of articles, and how good they have been."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from articles.admin import suggestions as admin_suggestions
from articles.models import AliasTally, RuleTally, Suggestion
from tests.clients import sign_in_superuser
from tests.factories import draft_article, make_person, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


@pytest.fixture
def desk() -> Client:
    return sign_in_superuser()


def act(desk: Client, path: str, action: str, *rows: Any) -> str:
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    response = desk.post(path, chosen, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_selection_is_suggested_for_at_once(desk: Client) -> None:
    make_person("Lloyd Austin")
    articles = [draft_article(body="<p>Lloyd Austin spoke.</p>") for _ in range(2)]
    said = act(desk, LIST, "suggest_for_selection", *articles)
    assert "2 suggestions made." in said
    assert Suggestion.objects.filter(state="open").count() == 2


def test_large_selection_is_left_to_the_worker(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin_suggestions, "AT_ONCE", 1)
    said = act(desk, LIST, "suggest_for_selection", draft_article(), draft_article())
    assert "Suggestions for 2 articles wait for the worker." in said
    assert not Suggestion.objects.exists()


def test_who_may_only_look_is_not_offered_the_action() -> None:
    client = Client()
    user = make_user(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(user)
    article = draft_article()
    assert "Suggest tags" not in client.get(LIST).content.decode()
    act(client, LIST, "suggest_for_selection", article)
    assert not Suggestion.objects.exists()


def test_report_shows_precision_by_rule_and_month(desk: Client) -> None:
    month = timezone.localdate().replace(day=1)
    RuleTally.objects.create(engine="rules", rule="known name", month=month, accepted=3, rejected=1)
    page = desk.get("/admin/articles/ruletally/").content.decode()
    assert "known name" in page
    assert "75 %" in page
    assert f"{month:%Y-%m}" in page


def test_name_that_is_proposed_no_more_can_be_allowed_again(desk: Client) -> None:
    tally = AliasTally.objects.create(
        entity=make_person("Lloyd Austin"), words="austin", rejected=3, is_unwanted=True
    )
    assert "austin" in desk.get("/admin/articles/aliastally/?is_unwanted__exact=1").content.decode()
    act(desk, "/admin/articles/aliastally/", "allow_again", tally)
    tally.refresh_from_db()
    assert (tally.is_unwanted, tally.rejected) == (False, 0)


def test_decided_suggestions_are_listed_and_changed_by_nobody(desk: Client) -> None:
    make_person("Lloyd Austin")
    article = draft_article(body="<p>Lloyd Austin spoke.</p>")
    act(desk, LIST, "suggest_for_selection", article)
    row = Suggestion.objects.get()
    page = desk.get("/admin/articles/suggestion/?state__exact=open").content.decode()
    assert f"/admin/articles/article/{article.pk}/change/" in page
    assert desk.post(f"/admin/articles/suggestion/{row.pk}/change/", {}).status_code == 403
    assert desk.get("/admin/articles/suggestion/add/").status_code == 403
    Suggestion.objects.update(article=None)
    assert desk.get("/admin/articles/suggestion/").status_code == 200
