"""Two people at one article: each knows of the other, and one can keep the other out."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from articles.collaboration.edit_locks import release_lock, take_lock
from articles.collaboration.presence import GONE_AFTER
from articles.errors import ArticleLocked, Incomplete
from articles.models import Article, EditLock, Presence
from articles.revisions.details import Details, change_details
from articles.revisions.saving import save_revision
from newsroom.lib.errors import NotAllowed
from newsroom.models import Event, User
from tests.factories import article_in, draft_article, make_draft, make_staff, move

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _no_throttle() -> None:
    cache.clear()


def sign_in(user: User, **options: Any) -> Client:
    client = Client(**options)
    client.force_login(user)
    return client


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
        assert [it["name"] for it in beat(one, article)["others"]] == ["two"]
        assert beat(one, article)["others"][0].keys() == {"name", "since"}

    def test_other_articles_are_other_matters(self) -> None:
        one, two = sign_in(make_staff("editor")), sign_in(make_staff("editor"))
        beat(one, draft_article())
        assert beat(two, draft_article())["others"] == []

    def test_who_says_nothing_any_more_is_gone_and_comes_anew(self) -> None:
        article = draft_article()
        one, two = sign_in(make_staff("editor")), sign_in(make_staff("editor"))
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
        one, two = sign_in(make_staff("editor")), sign_in(make_staff("editor"))
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
        assert Client().post(presence(article)).status_code == 403
        assert sign_in(make_staff("reporter")).post(presence(article)).status_code == 404
        strict = sign_in(make_staff("editor"), enforce_csrf_checks=True)
        assert strict.post(presence(article)).status_code == 403
        assert not Presence.objects.exists()

    def test_costs_the_same_among_many(self, django_assert_num_queries: Any) -> None:
        article, one = draft_article(), sign_in(make_staff("editor"))
        for count in (1, 5):
            for _ in range(count):
                beat(sign_in(make_staff("editor")), article)
            with django_assert_num_queries(8):  # session, user, rights of both kinds, article, 3
                beat(one, article)


class TestLock:
    @pytest.fixture(autouse=True)
    def _locked(self) -> None:
        self.article, self.holder = draft_article(), make_staff("publisher")
        until = timezone.now() + HOUR
        take_lock(article_id=self.article.pk, reason="Rewrite.", until=until, by=self.holder)

    def save(self, by: User | None, base: int = 1) -> None:
        draft = make_draft("Saved")
        save_revision(article_id=self.article.pk, base=base, draft=draft, by=by)

    def test_keeps_others_and_the_system_from_saving_and_publishing(self) -> None:
        details = Details(self.article.section, "ar")
        for user in (make_staff("publisher"), None):
            with pytest.raises(ArticleLocked, match=r"until .* UTC: Rewrite\."):
                self.save(user)
            with pytest.raises(ArticleLocked):
                move(self.article, "publish", user)
            with pytest.raises(ArticleLocked):
                change_details(article_id=self.article.pk, details=details, by=user)
        assert Article.objects.get().head.number == 1

    def test_keeps_nobody_from_what_shows_nothing(self) -> None:
        move(self.article, "submit", make_staff("editor"))
        move(self.article, "kill", make_staff("legal"), reason="Injunction.")

    def test_lets_its_holder_do_both(self) -> None:
        self.save(self.holder)
        assert move(self.article, "publish", self.holder).live.number == 2

    def test_ends_by_itself(self) -> None:
        with time_machine.travel(timezone.now() + HOUR + timedelta(seconds=1)):
            self.save(make_staff("editor"))
            take_lock(
                article_id=self.article.pk,
                reason="Mine.",
                until=timezone.now() + HOUR,
                by=make_staff("editor"),
            )

    def test_is_released_by_its_holder_and_broken_by_those_who_may(self) -> None:
        with pytest.raises(NotAllowed):
            release_lock(article_id=self.article.pk, by=make_staff("editor"))
        publisher = make_staff("publisher")
        release_lock(article_id=self.article.pk, by=publisher, comment="Deadline.")
        event = Event.objects.get(verb="article-lock-broken")
        assert (event.actor, event.data["comment"]) == (publisher, "Deadline.")
        self.save(make_staff("editor"))
        release_lock(article_id=self.article.pk, by=self.holder)
        assert Event.objects.filter(verb__contains="lock").count() == 2

    def test_released_by_its_holder_is_not_broken(self) -> None:
        release_lock(article_id=self.article.pk, by=self.holder)
        assert Event.objects.filter(verb="article-unlocked").exists()

    def test_needs_a_reason_an_end_and_the_right_to_write(self) -> None:
        def take(by: User = self.holder, reason: str = "Again.", hours: float = 1) -> None:
            until = timezone.now() + hours * HOUR
            take_lock(article_id=self.article.pk, reason=reason, until=until, by=by)

        take(hours=24 * 6)
        for given in ({"reason": " "}, {"reason": "x" * 301}, {"hours": -1}, {"hours": 24 * 8}):
            with pytest.raises(Incomplete):
                take(**given)
        with pytest.raises(ArticleLocked):
            take(make_staff("editor"))
        with pytest.raises(NotAllowed):
            take(make_staff("reporter"))

    def test_by_the_api(self) -> None:
        address = f"/api/v1/articles/{self.article.pk}/lock/"
        editor, holder = sign_in(make_staff("editor")), sign_in(self.holder)
        body = {"reason": "Mine.", "until": (timezone.now() + HOUR).isoformat()}
        response = editor.put(address, body, content_type="application/json")
        assert (response.status_code, response.json()["code"]) == (409, "article_locked")
        assert editor.delete(address).status_code == 403
        assert holder.delete(address).status_code == 204
        response = editor.put(address, body, content_type="application/json")
        assert (response.status_code, response.json()["is_mine"]) == (200, True)
        bad = editor.put(address, {"reason": 5}, content_type="application/json")
        assert {it["name"] for it in bad.json()["errors"]} == {"reason", "until"}

    def test_at_the_desk(self) -> None:
        base = f"/admin/articles/article/{self.article.pk}"
        editor, publisher = sign_in(make_staff("editor")), sign_in(make_staff("publisher"))
        page = editor.get(f"{base}/change/").content.decode()
        assert "Rewrite." in page
        assert "Break the lock" not in page
        assert "Break the lock" in publisher.get(f"{base}/change/").content.decode()
        form = {
            "headline": "New",
            "deck": "",
            "body": self.article.head.body,
            "base": 1,
            "section": self.article.section.pk,
            "language": "en",
            "slug": self.article.slug,
        }
        page = editor.post(f"{base}/change/", form).content.decode()
        assert "has locked this article until" in page
        assert "New" in page
        page = editor.post(f"{base}/unlock/", follow=True).content.decode()
        assert "Only who holds a lock" in page
        assert "The lock is gone" in publisher.post(f"{base}/unlock/", follow=True).content.decode()
        lock = {"reason": "Mine.", "until": f"{timezone.now() + HOUR:%Y-%m-%dT%H:%M}"}
        assert "Locked." in editor.post(f"{base}/lock/", lock, follow=True).content.decode()
        assert "Release it" in editor.get(f"{base}/change/").content.decode()
        assert editor.post("/admin/articles/article/999999/lock/", lock).status_code == 404


def test_killed_article_is_locked_by_nobody() -> None:
    with pytest.raises(NotAllowed):
        take_lock(
            article_id=article_in("killed").pk,
            reason="x",
            until=timezone.now() + HOUR,
            by=make_staff("legal"),
        )
