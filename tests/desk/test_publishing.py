"""The admin's buttons: who may press which, and what readers see then."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.publication.publishing import publish
from newsroom.models import Event
from tests.clients import sign_in
from tests.desk.editing import ADD, LIST, DeskTestCase, change, seen, transition
from tests.factories import (
    COMPLETE,
    confirm_identities,
    draft_article,
    make_person,
    make_section,
    make_user,
    mention,
    published_article,
)


def article_link(article: Article) -> str:
    return f'href="{article.get_absolute_url()}"'


class PublishingTests(DeskTestCase):
    def press(self, button: str, **fields: Any) -> Any:
        self.article.refresh_from_db()
        return self.client.post(
            change(self.article), self.form(**fields, **{button: "1"}), follow=True
        )

    def test_save_and_publish_does_both(self):
        self.press("_publish", body=self.article.head.body.replace("Gone", "Over"))
        article = Article.objects.public().get()
        assert article.live.number == 2

    def test_new_article_that_is_published_at_once_is_asked_about(self):
        given = self.form(headline="Bare", deck="", byline="", slug="", _publish="1")
        response = self.client.post(ADD, {**given, "body": "<p>Words.</p>"})
        new = Article.objects.latest("pk")
        assert response.headers["Location"] == transition(new, "publish")

    def test_text_that_changed_under_the_question_can_be_published_after_a_look(self):
        address = transition(self.article, "publish")
        asked = {"revision": self.article.head.number, "comment": "Go."}
        body = f"<p>{self.tag} spoke.</p><p>Gone again.</p>"
        self.client.post(change(self.article), self.form(body=body, _save="1"))
        page = self.client.post(address, {**asked, **seen(self.ask(address))}).content.decode()
        assert "Look at its text, then press the button again" in page
        assert "Go." in page
        assert not Article.objects.public().exists()
        shown = re.search('name="revision" value="([0-9]+)"', page)
        assert shown
        self.client.post(address, {**asked, **seen(page), "revision": shown[1]})
        assert Article.objects.public().get().live.number == 2

    def ask(self, address: str) -> str:
        return self.client.get(address).content.decode()

    def test_withdrawn_article_has_its_notice_and_can_be_published_again(self):
        self.press("_publish")
        page = self.client.post(
            transition(self.article, "withdraw"), {"notice": "Gone."}, follow=True
        )
        assert "Withdrawn: readers find the notice" in page.content.decode()
        assert "Readers find: “<bdi>Gone.</bdi>”" in page.content.decode()
        assert not Article.objects.public().exists()
        assert "Published." in self.press("_publish").content.decode()
        assert Article.objects.public().exists()

    def test_withdrawing_stores_nothing_that_was_typed(self):
        self.press("_publish")
        self.client.post(
            transition(self.article, "withdraw"), self.form(body="<p>Half a thou", notice="Gone.")
        )
        article = Article.objects.get()
        assert (article.live, article.head.number) == (None, 1)

    def test_withdrawing_needs_a_post_and_something_public(self):
        page = self.client.post(transition(self.article, "withdraw"), {"notice": "Gone."})
        assert (
            "The article is now: draft. This can be done while it is: published."
            in page.content.decode()
        )
        assert self.client.post(f"{LIST}999999/transitions/withdraw/").status_code == 404
        self.press("_publish")
        page = self.client.get(transition(self.article, "withdraw")).content.decode()
        assert "Notice for readers" in page
        assert Article.objects.public().exists()

    def test_transition_by_another_site_is_refused(self):
        stranger = sign_in(self.editor, enforce_csrf_checks=True)
        assert stranger.post(transition(self.article, "publish")).status_code == 403

    def test_draft_has_no_link_to_a_page(self):
        page = self.client.get(change(self.article)).content.decode()
        assert article_link(self.article) not in page
        assert "View on site" not in page

    def test_article_that_waits_says_so_and_is_published_by_the_button(self):
        later = timezone.now() + timedelta(days=365)
        publish(article_id=self.article.pk, by=None, at=later)
        page = self.client.get(change(self.article)).content.decode()
        assert "Readers will see revision 1 from" in page
        assert article_link(self.article) not in page
        assert "Published." in self.press("_publish").content.decode()
        assert Article.objects.public().exists()
        page = self.client.get(change(self.article)).content.decode()
        assert article_link(self.article) in page

    def test_publishing_what_is_published_is_a_message(self):
        self.press("_publish")
        page = self.press("_publish").content.decode()
        assert "Readers see this revision already" in page

    def test_events_name_the_editor(self):
        self.press("_publish")
        assert Event.objects.get(verb="article-published").actor == self.editor

    def test_editor_without_the_right_has_no_button_and_cannot_publish(self):
        reporter = make_user(is_staff=True)
        rights = ["add_article", "change_article", "view_article"]
        reporter.user_permissions.set(Permission.objects.filter(codename__in=rights))
        self.client.force_login(reporter)
        assert b"_publish" not in self.client.get(change(self.article)).content
        assert self.press("_publish").status_code == 403
        assert not Article.objects.public().exists()

    def test_new_article_can_be_published_at_once(self):
        fields = self.form(headline="At once", body="<p>Now.</p>", slug="", base="", _publish="1")
        self.client.post(ADD, fields)
        assert Article.objects.public().get().slug == "at-once"

    def test_nobody_deletes_an_article(self):
        assert (
            self.client.post(f"{LIST}{self.article.pk}/delete/", {"post": "yes"}).status_code == 403
        )


VIEW = ["view_article"]
CHANGE = [*VIEW, "add_article", "change_article"]
PUBLISH = [*CHANGE, "publish_article", "withdraw_article"]


def sign_in_with(rights: list[str] | None) -> Client:
    user = make_user(is_staff=True, is_superuser=rights is None)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights or []))
    return sign_in(user)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rights", "buttons", "statuses"),
    [
        # The article's page, adding one, saving, publishing, changing what readers see, withdrawing
        (VIEW, set(), [200, 403, 403, 403, 403, 403]),
        (CHANGE, {"_save"}, [200, 200, 302, 403, 302, 403]),
        (PUBLISH, {"_save", "_publish", "withdraw"}, [200, 200, 302, 302, 302, 302]),
        (None, {"_save", "_publish", "withdraw"}, [200, 200, 302, 302, 302, 302]),
    ],
    ids=["view", "change", "publish", "superuser"],
)
@pytest.mark.parametrize("is_live", [True, False], ids=["live", "draft"])
def test_who_may_do_what(rights, buttons, statuses, is_live) -> None:
    tagged = f"<p>{mention(make_person('Ada'))} spoke.</p>"
    article = (published_article if is_live else draft_article)("Seen", body=tagged, **COMPLETE)
    confirm_identities(article)
    client = sign_in_with(rights)
    form, address = DeskTestCase().form(article), change(article)
    sport = make_section("Sport")
    page = client.get(address)
    assert "Ada spoke." in page.content.decode() or rights != VIEW
    shown = {name for name in ("_save", "_publish") if f'name="{name}"' in page.content.decode()}
    shown |= {"withdraw"} if "move-withdraw" in page.content.decode() else set()
    assert shown == (buttons if is_live else buttons - {"withdraw"})
    assert [
        page.status_code,
        client.get(ADD).status_code,
        client.post(address, {**form, "_save": "1"}).status_code,
        client.post(address, {**form, "_publish": "1"}).status_code,
        client.post(address, {**form, "section": sport.pk, "_save": "1"}).status_code,
        client.post(transition(article, "withdraw"), {"notice": "Gone."}).status_code,
    ] == statuses
    may_move = rights in (PUBLISH, None) or (rights == CHANGE and not is_live)
    assert (Article.objects.get().section == sport) is may_move
