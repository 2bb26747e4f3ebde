"""Presence: the others who have an article open, and what was saved meanwhile."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles.collaboration.edit_locks import take_lock
from articles.collaboration.presence import GONE_AFTER
from articles.models import Article, EditLock, Presence
from articles.revisions.saving import save_revision
from tests.clients import sign_in
from tests.factories import draft_article, make_draft, make_staff

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def presence(article: Article) -> str:
    return f"/api/v1/articles/{article.pk}/presence/"


def beat(client: Client, article: Article) -> Any:
    response = client.post(presence(article))
    assert response.status_code == 200, response.content
    return response.json()


class TestPresence:
    def test_each_is_told_of_the_others_by_name(self) -> None:
        article = draft_article()
        one = sign_in(make_staff("editor", username="one", first_name="Ada", last_name="Byron"))
        two = sign_in(make_staff("editor", username="two"))
        assert beat(one, article)["others"] == []
        (other,) = beat(two, article)["others"]
        assert other["name"] == "Ada Byron"
        assert [item["name"] for item in beat(one, article)["others"]] == ["two"]
        assert beat(one, article)["others"][0].keys() == {"name", "since"}

    def test_other_articles_are_other_matters(self) -> None:
        one, two = sign_in("editor"), sign_in("editor")
        beat(one, draft_article())
        assert beat(two, draft_article())["others"] == []

    def test_who_says_nothing_any_more_is_gone_and_comes_anew(self) -> None:
        article = draft_article()
        one, two = sign_in("editor"), sign_in("editor")
        with time_machine.travel(timezone.now(), tick=False) as clock:
            beat(one, article)
            first = Presence.objects.get().since
            clock.shift(GONE_AFTER - timedelta(seconds=1))
            assert len(beat(two, article)["others"]) == 1
            beat(one, article)
            assert Presence.objects.earliest("since").since == first
            clock.shift(GONE_AFTER + timedelta(seconds=1))
            assert beat(two, article)["others"] == []
            assert Presence.objects.count() == 1
            beat(one, article)
            assert Presence.objects.latest("since").since > first

    def test_who_closes_the_page_is_gone_at_once(self) -> None:
        article = draft_article()
        one, two = sign_in("editor"), sign_in("editor")
        beat(one, article)
        assert one.delete(presence(article)).status_code == 204
        assert beat(two, article)["others"] == []

    def test_tells_of_a_newer_head_and_of_a_lock(self) -> None:
        article, ada, bob = draft_article(), make_staff("editor"), make_staff("editor")
        save_revision(article_id=article.pk, base=1, draft=make_draft("Newer"), by=ada)
        take_lock(article_id=article.pk, reason="Rewrite.", until=timezone.now() + HOUR, by=ada)
        told = beat(sign_in(bob), article)
        assert (told["head"], told["head_by"], told["state"]) == (2, ada.username, "draft")
        assert (told["lock"]["reason"], told["lock"]["is_mine"]) == ("Rewrite.", False)
        assert beat(sign_in(ada), article)["lock"]["is_mine"]
        EditLock.objects.update(expires_at=timezone.now() + timedelta(milliseconds=1))
        with time_machine.travel(timezone.now() + HOUR):
            assert beat(sign_in(bob), article)["lock"] is None

    def test_is_for_those_who_may_see_the_article_with_a_token(self) -> None:
        article = draft_article()
        assert Client().post(presence(article)).status_code == 401
        assert sign_in("reporter").post(presence(article)).status_code == 404
        strict = sign_in("editor", enforce_csrf_checks=True)
        assert strict.post(presence(article)).status_code == 403
        assert not Presence.objects.exists()

    def test_costs_the_same_among_many(self, django_assert_num_queries: Any) -> None:
        article, one = draft_article(), sign_in("editor")
        for count in (1, 5):
            for _ in range(count):
                beat(sign_in("editor"), article)
            with django_assert_num_queries(
                9
            ):  # session, user, count, rights of both kinds, article, 3
                beat(one, article)
