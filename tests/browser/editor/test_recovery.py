"""Work that was not saved is offered again, whatever became of the page; what is stored is not."""

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from articles.models import Article
from articles.revisions.saving import save_revision
from newsroom.models import User
from tests.browser.editor.desk import Desk
from tests.factories import draft_article, make_draft, make_person, make_section, mention

pytestmark = pytest.mark.django_db(transaction=True)

FORBIDDEN = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("Storage is forbidden.", "SecurityError") },
})"""
FULL = """Storage.prototype.setItem = () => {
  throw new DOMException("Storage is full.", "QuotaExceededError")
}"""


@pytest.fixture
def article() -> Article:
    austin = make_person("Lloyd Austin")
    return draft_article("Talks", body=f"<p>{mention(austin, 'Austin')} spoke.</p>")


@pytest.fixture
def offers(desk: Desk) -> Any:
    return desk.page.locator(".editor-recovery")


def type_and_wait(desk: Desk, words: str) -> None:
    desk.caret_after("spoke")
    desk.type(words)
    desk.wait_until_kept(words)


def saved_by_another(article: Article) -> None:
    body = article.head.body.replace("spoke", "was silent")
    save_revision(article_id=article.pk, base=1, draft=make_draft("Talks", body=body), by=None)


@pytest.mark.parametrize("storage", [FORBIDDEN, FULL])
def test_browser_that_keeps_nothing_does_not_stop_the_editor(
    desk: Desk, article: Article, storage: str
) -> None:
    desk.page.add_init_script(storage)
    desk.open(article)
    desk.caret_after("spoke")
    desk.type(" at length")
    desk.save()
    assert Article.objects.get().head.body_text == "Austin spoke at length."
    desk.errors.clear()  # the admin's own scripts on the storage


def test_what_was_sent_and_refused_is_offered_though_somebody_else_has_saved(
    desk: Desk, article: Article, offers: Any
) -> None:
    desk.open(article)
    type_and_wait(desk, " at length")
    desk.page.context.clear_cookies()
    with desk.page.expect_navigation():
        desk.page.click("[name=_continue]")
    saved_by_another(article)
    desk.errors.clear()
    desk.sign_in(User.objects.get())
    desk.open(article)
    expect(offers).to_contain_text("revision 1")
    desk.page.click("text=Put it back")
    assert desk.text() == "Austin spoke at length."


def test_what_was_typed_while_a_save_was_under_way_is_offered(
    desk: Desk, article: Article, offers: Any
) -> None:
    desk.open(article)
    type_and_wait(desk, " at length")
    desk.page.evaluate(
        """() => document.getElementById("article_form").addEventListener("submit", () => {
          document.querySelector(".tagged-body .ProseMirror").editor.commands.insertContent("!")
        })"""
    )
    desk.save()
    assert Article.objects.get().head.body_text == "Austin spoke at length."
    expect(offers).to_have_count(1)
    desk.page.click("text=Put it back")
    assert desk.text() == "Austin spoke at length!."


def test_new_article_that_was_saved_is_not_offered_for_the_next(desk: Desk, offers: Any) -> None:
    make_section()
    desk.open(None)
    for field in ("headline", "body"):
        desk.page.click(f".tagged-{field} .ProseMirror")
        desk.type("Some words.")
    desk.page.select_option("#id_section", index=1)
    desk.save()
    desk.open(None)
    expect(offers).to_have_count(0)


def test_what_is_stored_is_not_offered_after_a_new_login(
    desk: Desk, article: Article, offers: Any
) -> None:
    desk.open(article)
    type_and_wait(desk, " at length")
    with desk.page.expect_navigation():
        desk.page.click("[name=_save]")
    head = Article.objects.get().head
    draft = make_draft("Talks", body=head.body.replace("length", "last"))
    save_revision(article_id=article.pk, base=2, draft=draft, by=None)
    desk.sign_in(User.objects.get())
    desk.open(article)
    expect(offers).to_have_count(0)


def test_edit_that_was_undone_is_not_offered(desk: Desk, article: Article, offers: Any) -> None:
    desk.open(article)
    type_and_wait(desk, "!")
    desk.press("Control+z")
    desk.wait_until_nothing_is_kept()
    desk.open(article)
    expect(offers).to_have_count(0)


def test_work_of_two_tabs_and_an_offer_left_open_are_all_kept(
    desk: Desk, article: Article, offers: Any
) -> None:
    desk.open(article)
    type_and_wait(desk, " once")
    other = Desk(desk.page.context.new_page(), desk.origin)
    other.open(article)
    type_and_wait(other, " twice")
    other.page.close(run_before_unload=False)
    desk.open(article)
    expect(offers).to_have_count(2)
    kept = desk.page.evaluate("() => Object.values(localStorage)")
    bodies = {json.loads(text)["texts"]["body"] for text in kept if "texts" in text}
    assert [any(word in body for body in bodies) for word in ("once", "twice")] == [True, True]


def test_going_back_shows_and_sends_what_is_stored(desk: Desk, article: Article) -> None:
    desk.open(article)
    for words in (" at length", " and well"):
        type_and_wait(desk, words)
        desk.save()
    stored = Article.objects.get().head.body
    for _ in range(2):
        desk.page.go_back()
        desk.page.wait_for_selector(".has-editor .tagged-body .ProseMirror")
        desk.wait_for_html(stored)
    desk.save()
    assert Article.objects.get().head.body == stored


@pytest.mark.parametrize("cookie", [None, "sessionid"], ids=["403", "login page"])
def test_details_are_kept_with_the_texts(
    desk: Desk, article: Article, offers: Any, cookie: str | None
) -> None:
    sport = make_section("Sport")
    desk.open(article)
    desk.page.fill("#id_byline", "Half a name")
    desk.page.fill("#id_source", "A wire")
    desk.page.fill("#id_slug", "another-slug")
    desk.page.select_option("#id_section", label="Sport")
    desk.page.select_option("#id_language", "ar")
    desk.page.context.clear_cookies(name=cookie)
    with desk.page.expect_navigation():
        desk.page.click("[name=_continue]")
    expect(desk.page.locator("body")).to_contain_text("is kept in this browser")
    desk.errors.clear()
    desk.sign_in(User.objects.get())
    desk.open(article)
    desk.page.click("text=Put it back")
    expect(desk.page.locator("#id_byline")).to_have_value("Half a name")
    desk.save()
    article.refresh_from_db()
    assert (article.slug, article.section, article.language) == ("another-slug", sport, "ar")
    assert (article.working_copy.byline, article.working_copy.source) == ("Half a name", "A wire")
    desk.open(article)
    expect(offers).to_have_count(0)


def test_detail_that_another_has_changed_since_is_not_put_back_over_it(
    desk: Desk, article: Article
) -> None:
    desk.open(article)
    desk.page.fill("#id_byline", "Half a name")
    desk.wait_until_kept("Half a name")
    Article.objects.update(language="ar")
    desk.open(article)
    desk.page.click("text=Put it back")
    expect(desk.page.locator("#id_byline")).to_have_value("Half a name")
    expect(desk.page.locator("#id_language")).to_have_value("ar")


@pytest.mark.parametrize("is_typed", [True, False])
def test_leaving_with_unsaved_work_asks_first(desk: Desk, article: Article, is_typed: bool) -> None:
    desk.open(article)
    asked: list[str] = []
    desk.page.on("dialog", lambda dialog: asked.append(dialog.type))
    desk.page.click("#id_byline")
    if is_typed:
        desk.type("Half a name")
    desk.page.goto(f"{desk.origin}/admin/")
    assert asked == (["beforeunload"] if is_typed else [])


def test_saving_asks_nothing(desk: Desk, article: Article) -> None:
    desk.open(article)
    asked: list[str] = []
    desk.page.on("dialog", lambda dialog: asked.append(dialog.type))
    desk.page.click("#id_byline")
    desk.type("A name")
    desk.save()
    desk.page.goto(f"{desk.origin}/admin/")
    assert asked == []
