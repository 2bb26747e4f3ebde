"""The desk as an editor uses it: what is asked is answered by a click, and what was typed stays."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from articles.models import Article, Mention
from articles.services.drafting import save_revision
from tests.factories import draft_article, make_draft, make_person, make_user, mention

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page: Page, live_server) -> Iterator[Page]:
    """The change page of an article with one tag, an editor signed in; no error of the console."""
    article = draft_article(
        "Austin speaks",
        body=f"<p>{mention(make_person('Lloyd Austin'), 'Austin')} spoke.</p>",
    )
    make_user(username="ed", password="ed", is_staff=True, is_superuser=True)
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    page.fill("#id_username", "ed")
    page.fill("#id_password", "ed")
    page.click("[type=submit]")
    page.wait_for_selector("#id_body")
    yield page
    assert errors == []


def drop_tag(desk: Page) -> None:
    body = desk.input_value("#id_body")
    desk.fill("#id_body", re.sub(r"</?span[^>]*>", "", body))


def test_tag_goes_when_the_editor_says_so_and_the_article_is_published(desk: Page) -> None:
    drop_tag(desk)
    desk.click("text=Save and publish")
    desk.wait_for_selector("text=These tags would be lost")
    assert Mention.objects.exists()
    desk.check("text=Yes, remove them")
    desk.click("text=Save and publish")
    desk.wait_for_selector("text=Published.")
    assert not Mention.objects.exists()
    assert Article.objects.public().get().live.number == 2


def test_text_typed_on_an_outdated_page_stays_and_can_be_put_on_top(desk: Page) -> None:
    article = Article.objects.get()
    body = article.head.body.replace("spoke", "was silent")
    save_revision(article_id=article.pk, base=1, draft=make_draft("Austin", body=body), by=None)
    desk.fill("#id_body", desk.input_value("#id_body").replace("spoke", "sang"))
    desk.click("[name=_continue]")
    desk.wait_for_selector("text=Somebody else saved this article meanwhile")
    assert "was silent" in desk.input_value("#newer-body")
    assert "sang" in desk.input_value("#id_body")
    desk.check("text=Save my text on top of revision 2")
    desk.click("[name=_continue]")
    desk.wait_for_selector("text=Revision 3")
    assert Article.objects.get().head.body_text == "Austin sang."


def test_person_is_chosen_by_typing_in_the_lists_filter(desk: Page, live_server) -> None:
    make_person("Nobody Else")
    desk.goto(f"{live_server.url}/admin/articles/article/")
    desk.click(
        "[aria-labelledby^=select2-filter-person], .entity-filter .select2-selection >> nth=0"
    )
    desk.keyboard.type("lloyd austn")
    desk.click(".select2-results__option--highlighted:has-text('Lloyd Austin')")
    desk.click(".entity-filter button >> nth=0")
    desk.wait_for_url("**person=*")
    assert desk.locator("#result_list tbody tr").count() == 1


def test_article_is_taken_back_by_a_button_that_stores_nothing_typed(desk: Page) -> None:
    desk.click("text=Save and publish")
    desk.click("[href*='/change/']:has-text('Austin speaks')")
    desk.fill("#id_body", "<p>Half a thou")
    desk.click("text=Take back from readers")
    desk.wait_for_selector("text=Taken back")
    assert "spoke." in desk.input_value("#id_body")
    article = Article.objects.get()
    assert (article.live, article.head.number) == (None, 1)
