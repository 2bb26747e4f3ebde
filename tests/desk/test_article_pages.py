"""An article's pages at the desk: nobody is sent astray, and nothing typed is lost on the way."""

from typing import Any

import pytest
from django.utils.timezone import localtime

from articles.models import Article
from articles.workflow.assignment import assign_article
from tests.clients import sign_in
from tests.factories import COMPLETE, article_in, draft_article, make_section, make_staff, move

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def typed(article: Article, *left_out: str, **fields: Any) -> dict[str, Any]:
    """Return what the change page sends, without the fields that were closed to its editor."""
    article.refresh_from_db()
    head = article.working_copy
    sent = {name: getattr(head, name) for name in ("headline", "deck", "body", "byline", "source")}
    details = {"section": article.section_id, "language": article.language, "slug": article.slug}
    every = {**sent, **details, "base": head.number, "_continue": "1", **fields}
    return {name: value for name, value in every.items() if name not in left_out}


def test_first_save_of_a_reporter_leads_to_the_article() -> None:
    reporter = sign_in("reporter")
    section = make_section().pk
    sent = {"headline": "A bridge", "body": "<p>Words.</p>", "section": section, "language": "en"}
    page = reporter.post(ADD, {**sent, "_continue": "1"}, follow=True)
    assert page.redirect_chain == [(change(Article.objects.get()), 302)]
    assert "Send to review" in page.content.decode()


def test_what_was_closed_when_the_page_was_opened_is_left_alone() -> None:
    """Section, language and slug of what readers see are closed to editors, so not sent."""
    article = article_in("published", slug="by-its-first-name")
    sent = typed(article, "section", "language", "slug", headline="Newer")
    move(article, "withdraw", notice="Gone.")
    editor = sign_in("editor")
    page = editor.post(change(article), sent, follow=True)
    assert page.redirect_chain
    article.refresh_from_db()
    assert (article.working_copy.headline, article.slug) == ("Newer", "by-its-first-name")


def test_save_and_publish_leads_back_to_the_article() -> None:
    article = draft_article(**COMPLETE)
    publisher = sign_in("publisher")
    sent = typed(article, "_continue", _publish="1")
    page = publisher.post(change(article), sent, follow=True)
    assert page.redirect_chain == [(change(article), 302)]
    assert "View page" in page.content.decode()


def test_who_saves_a_killed_article_is_told_why_it_is_gone() -> None:
    article = draft_article()
    sent = typed(article, headline="Newer")
    move(article, "kill", reason="An injunction.")
    editor = sign_in("editor")
    said = editor.post(change(article), sent, follow=True).content.decode()
    assert "may have been killed for legal reasons" in said
    assert "What you had typed was not stored" in said
    assert "injunction" not in said
    said = editor.get(change(article), follow=True).content.decode()
    assert "There is no such article that you may open." in said
    assert "typed" not in said


def test_what_was_said_when_it_was_sent_back_stands_on_the_page() -> None:
    article = article_in("in_review")
    grace = make_staff("editor", first_name="Grace", last_name="Hopper")
    move(article, "return", grace, comment="Who <says> so?")
    reader = sign_in("editor")
    page = reader.get(change(article)).content.decode()
    assert "Sent back:" in page
    assert "Who &lt;says&gt; so?" in page
    assert "Grace Hopper" in page
    move(article, "publish")
    assert "so?" not in reader.get(change(article)).content.decode()


def test_what_is_saved_before_a_move_leads_to_what_the_move_asks() -> None:
    article = draft_article()
    sent = typed(article, headline="Newer", then="submit", then_comment="It is & was")
    page = sign_in("editor").post(change(article), sent, follow=True)
    asked = page.redirect_chain[-1][0]
    assert asked.startswith(f"/admin/articles/article/{article.pk}/transitions/submit/?")
    assert "It is &amp; was" in page.content.decode()
    article.refresh_from_db()
    assert (article.working_copy.headline, article.state) == ("Newer", "draft")


def test_move_of_no_name_is_none() -> None:
    article = draft_article()
    sent = typed(article, then="//elsewhere.test/")
    page = sign_in("editor").post(change(article), sent, follow=True)
    assert page.redirect_chain == [(change(article), 302)]


def test_time_of_what_is_scheduled_is_there_to_be_changed() -> None:
    article = article_in("scheduled")
    publisher = sign_in("publisher")
    page = publisher.get(f"/admin/articles/article/{article.pk}/transitions/schedule/")
    assert f'value="{localtime(article.published_at):%Y-%m-%dT%H:%M}"' in page.content.decode()


def test_what_is_saved_after_it_was_scheduled_is_said_not_to_go_out() -> None:
    article = article_in("scheduled")
    publisher = sign_in("publisher")
    warning = "does not go out with it"
    assert warning not in publisher.get(change(article)).content.decode()
    publisher.post(change(article), typed(article, headline="Newer"))
    assert warning in publisher.get(change(article)).content.decode()


def test_people_are_called_by_their_names_and_told_apart_by_their_accounts() -> None:
    ada = make_staff("editor", username="ada", first_name="Ada", last_name="Byron")
    bob = make_staff("editor", username="bob")
    assert [str(ada), str(bob)] == ["Ada Byron", "bob"]
    article = draft_article()
    assign_article(article_id=article.pk, to=ada, by=None)
    page = sign_in(bob).get(change(article)).content.decode()
    assert "Assigned to Ada Byron" in page
    assert "Ada Byron (ada)</option>" in page
