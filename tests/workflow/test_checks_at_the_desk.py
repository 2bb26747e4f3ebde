"""The checks as the desk and its API show them, and what both ask before publishing."""

import pytest
from django.conf import LazySettings

from articles.models import Article
from articles.revisions.saving import save_revision
from tests.clients import sign_in
from tests.desk.editing import seen
from tests.factories import (
    COMPLETE,
    draft_article,
    make_draft,
    make_person,
    mention,
)

pytestmark = pytest.mark.django_db


class TestAtTheDesk:
    @pytest.fixture(autouse=True)
    def _sign_in(self, settings: LazySettings) -> None:
        settings.CHECK_LEVELS = {"deck": "must"}
        self.client = sign_in("publisher")

    def test_page_shows_what_must_and_should_be_mended_with_links(self) -> None:
        article = draft_article()
        page = self.client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
        assert "1 must be mended" in page
        assert f"/admin/articles/article/{article.pk}/change/#id_deck" in page
        assert "Nobody is named as its author." in page

    def test_publishing_asks_for_a_reason_and_keeps_what_was_typed(self) -> None:
        article = draft_article()
        address = f"/admin/articles/article/{article.pk}/transitions/publish/"
        page = self.client.post(address, {"comment": "Typed."}).content.decode()
        assert "There is no deck." in page
        assert "Typed." in page
        assert 'name="override"' in page
        given = {"override": "Breaking.", **seen(page)}
        page = self.client.post(address, given, follow=True).content.decode()
        assert "Published." in page

    def test_publishing_shows_once_what_should_be_looked_at(self, settings: LazySettings) -> None:
        settings.CHECK_LEVELS = {}
        article = draft_article()
        address = f"/admin/articles/article/{article.pk}/transitions/publish/"
        page = self.client.post(address, {"comment": "Typed."}).content.decode()
        assert all(text in page for text in ("There is no deck.", "Typed.", "all the same"))
        assert not Article.objects.public().exists()
        page = self.client.post(address, seen(page), follow=True).content.decode()
        assert "Published." in page

    def test_what_is_found_since_is_shown_too(self, settings: LazySettings) -> None:
        settings.CHECK_LEVELS = {}
        article = draft_article(deck="The deck.")
        address = f"/admin/articles/article/{article.pk}/transitions/publish/"
        before = seen(self.client.get(address).content.decode())
        save_revision(article_id=article.pk, base=1, draft=make_draft("Newer"), by=None)
        page = self.client.post(address, before).content.decode()
        assert "There is no deck." in page
        assert not Article.objects.public().exists()

    def test_scheduling_shows_it_too(self, settings: LazySettings) -> None:
        settings.CHECK_LEVELS = {}
        article = draft_article()
        address = f"/admin/articles/article/{article.pk}/transitions/schedule/"
        page = self.client.get(address).content.decode()
        assert "There is no deck." in page
        given = {"at": "2098-01-01T06:00", **seen(page)}
        assert self.client.post(address, given).status_code == 302

    def test_complete_article_is_published_at_one_press(self) -> None:
        article = draft_article(**COMPLETE)
        address = f"/admin/articles/article/{article.pk}/transitions/publish/"
        assert "Published." in self.client.post(address, follow=True).content.decode()

    def test_who_may_not_override_is_not_asked(self) -> None:
        sensitive = make_person(is_sensitive=True)
        article = draft_article(deck="Deck.", body=f"<p>{mention(sensitive)}</p>")
        address = f"/admin/articles/article/{article.pk}/transitions/publish/"
        page = self.client.get(address).content.decode()
        assert "Legal has to clear" in page
        assert 'name="override"' not in page

    def test_save_and_publish_saves_and_leads_to_the_question(self) -> None:
        article = draft_article("Old")
        fields = {
            "headline": "New",
            "deck": "",
            "body": article.head.body,
            "base": 1,
            "section": article.section.pk,
            "language": "en",
            "slug": article.slug,
        }
        page = self.client.post(
            f"/admin/articles/article/{article.pk}/change/",
            {**fields, "_publish": "1"},
            follow=True,
        )
        assert page.redirect_chain[-1][0].endswith("/transitions/publish/")
        assert "Saved, and not published yet." in page.content.decode()
        assert Article.objects.get().head.headline_text == "New"

    def test_api_answers_with_the_checks(self) -> None:
        article = draft_article()
        address = f"/api/v1/articles/{article.pk}/transitions/"
        response = self.client.post(
            address, {"transition": "publish"}, content_type="application/json"
        )
        assert (response.status_code, response.json()["code"]) == (409, "not_ready")
        assert response.json()["checks"][0]["place"] == "deck"
        codes = [item["code"] for item in self.client.get(address).json()["checks"]]
        assert codes == ["deck", "byline"]
