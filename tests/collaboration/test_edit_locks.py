"""Locks on articles: they keep others from saving and publishing until their end."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.collaboration.edit_locks import release_lock, take_lock
from articles.errors import ArticleLocked, Incomplete
from articles.models import Article
from articles.revisions.details import Details, change_details
from articles.revisions.saving import save_revision
from newsroom.lib.errors import NotAllowed
from newsroom.models import Event, User
from tests.clients import sign_in
from tests.factories import article_in, draft_article, make_draft, make_staff, move

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


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
        editor, holder = sign_in("editor"), sign_in(self.holder)
        body = {"reason": "Mine.", "until": (timezone.now() + HOUR).isoformat()}
        response = editor.put(address, body, content_type="application/json")
        assert (response.status_code, response.json()["code"]) == (409, "article_locked")
        assert editor.delete(address).status_code == 403
        assert holder.delete(address).status_code == 204
        response = editor.put(address, body, content_type="application/json")
        assert (response.status_code, response.json()["is_mine"]) == (200, True)
        bad = editor.put(address, {"reason": 5}, content_type="application/json")
        assert {item["name"] for item in bad.json()["errors"]} == {"reason", "until"}

    def test_at_the_desk(self) -> None:
        base = f"/admin/articles/article/{self.article.pk}"
        editor, publisher = sign_in("editor"), sign_in("publisher")
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
