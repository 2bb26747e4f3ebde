"""The article's page in a browser: links to places in the text, and who else is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from articles.models import Article, Presence
from articles.revisions.saving import save_revision
from tests.browser.editor.desk import Desk
from tests.factories import draft_article, make_draft, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article() -> Article:
    return draft_article("Talks", body="<p>All is well.</p><p>👩‍🚀 said “nothing.</p>")


def open_page(page: Page, origin: str, article: Article, name: str) -> Page:
    desk = Desk(page, origin)
    desk.sign_in(make_user(username=name, is_staff=True, is_superuser=True))
    desk.open(article)
    return page


@pytest.fixture
def ada(page: Page, live_server, article: Article) -> Iterator[Page]:
    """The article's page, opened by somebody called ada; no error of the console."""
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield open_page(page, live_server.url, article, "ada")
    assert errors == []


def test_finding_leads_to_its_words_in_the_text(ada: Page) -> None:
    ada.click(".readiness summary")
    ada.click("text=A quotation is opened and not closed")
    assert ada.evaluate("getSelection().toString()") == "👩‍🚀 said “nothing."
    ada.click("text=Nobody is named as its author.")
    assert ada.evaluate("document.activeElement.id") == "id_byline"


def test_each_sees_who_else_has_the_article_open_and_that_it_was_saved(
    ada: Page, browser: Browser, live_server, article: Article
) -> None:
    with browser.new_context() as context:
        bob = open_page(context.new_page(), live_server.url, article, "bob")
        expect(bob.locator("[data-presence]")).to_have_text("Also open at: ada.")
        save_revision(article_id=article.pk, base=1, draft=make_draft("Newer"), by=None)
        ada.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(ada.locator("[data-presence]")).to_contain_text("Also open at: bob.")
        expect(ada.locator("[data-presence]")).to_contain_text("since you opened it")
        bob.goto(f"{live_server.url}/admin/")
        expect(bob.locator(".desk-lists")).to_be_visible()
        ada.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(ada.locator("[data-presence]")).not_to_contain_text("bob")
    assert Presence.objects.count() == 1


def test_article_goes_through_its_life_by_buttons(ada: Page) -> None:
    ada.click("text=Send to review")
    expect(ada.locator(".messagelist")).to_contain_text("Sent to review.")
    ada.click("text=Send back to its author …")
    ada.click("button:has-text('Send back to its author')")
    expect(ada.locator(".errorlist").first).to_contain_text("required")
    ada.fill("#id_comment", "Who says so?")
    ada.click("button:has-text('Send back to its author')")
    expect(ada.locator(".messagelist")).to_contain_text("it is a draft again")
    ada.click("text=Publish at a time …")
    ada.get_by_label("When").fill("2099-03-01T06:30")
    ada.click("button:has-text('Publish at a time all the same')")
    expect(ada.locator(".workflow")).to_contain_text("from 1 Mar 2099, 06:30 (UTC)")
    ada.click("text=History")
    expect(ada.locator(".history")).to_contain_text("Who says so?")


def test_export_is_a_download_and_leaves_what_is_unsaved_alone(ada: Page) -> None:
    line = ada.locator(".ProseMirror").last
    line.click()
    ada.keyboard.type("Unsaved.")
    with ada.expect_download() as started:
        ada.get_by_role("link", name="Export as ninjs").click()
    assert started.value.suggested_filename.endswith("-revision-1.ninjs.json")
    exported = Path(started.value.path()).read_text(encoding="utf-8")
    assert "NOT FOR PUBLICATION" in exported
    expect(line).to_contain_text("Unsaved.")


def test_move_asks_first_whether_to_save_what_is_unsaved(ada: Page, article: Article) -> None:
    ada.locator(".tagged-headline .ProseMirror").click()
    ada.keyboard.press("Control+End")
    ada.keyboard.type(" go on")
    ada.click("text=Send to review")
    ada.click("dialog button:has-text('Back to the text')")
    article.refresh_from_db()
    assert (article.state, article.working_copy.number) == ("draft", 1)
    ada.click("text=Send to review")
    ada.click("dialog button:has-text('Save first')")
    expect(ada.locator("h1, h2").first).to_be_visible()
    ada.click(".transition button:has-text('Send to review')")
    expect(ada.locator(".messagelist")).to_contain_text("Sent to review.")
    article.refresh_from_db()
    assert (article.state, article.working_copy.headline) == ("in_review", "Talks go on")


def test_detail_that_is_unsaved_counts_too_and_can_be_left(ada: Page, article: Article) -> None:
    ada.fill("#id_byline", "By nobody")
    ada.click("text=Send to review")
    ada.click("dialog button:has-text('Go on without it')")
    expect(ada.locator(".messagelist")).to_contain_text("Sent to review.")
    article.refresh_from_db()
    assert (article.state, article.working_copy.byline) == ("in_review", "")


def test_new_article_begins_with_its_headline(ada: Page, live_server) -> None:
    ada.goto(f"{live_server.url}/admin/articles/article/add/")
    ada.wait_for_selector(".has-editor")
    ada.keyboard.type("Bridge")
    expect(ada.locator(".tagged-headline .ProseMirror")).to_have_text("Bridge")
