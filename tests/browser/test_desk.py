"""The desk as an editor uses it: what is asked is answered by a click, and what was typed stays."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from articles.models import Article
from tests.factories import draft_article, make_person, make_user, mention

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
    page.wait_for_selector(".has-editor")
    yield page
    assert errors == []


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


def test_article_is_withdrawn_by_a_button_that_stores_nothing_typed(desk: Page) -> None:
    desk.click("text=Save and publish")
    desk.click("button:has-text('Publish all the same')")
    desk.wait_for_selector("text=Published.")
    desk.wait_for_selector(".has-editor")
    desk.fill("#id_byline", "Half a name")
    desk.click("text=Withdraw from readers …")
    desk.click("dialog button:has-text('Go on without it')")
    desk.fill("#id_notice", "Withdrawn: the minister was misquoted.")
    desk.click("button:has-text('Withdraw from readers')")
    desk.wait_for_selector("text=Withdrawn: readers find the notice")
    assert desk.input_value("#id_byline") == ""
    article = Article.objects.get()
    assert (article.live, article.state, article.head.number) == (None, "withdrawn", 1)
