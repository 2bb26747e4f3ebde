"""Comments in the margin of the editor: beside the text, never in it."""

import pytest
from playwright.sync_api import expect

from articles.collaboration.margin_comments import change_comment, resolve_comment
from articles.models import CommentReply, MarginComment
from tests.browser.editor.desk import Desk
from tests.factories import draft_article

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "<p>The mayor opened the 🙂 bridge.</p><p>Nobody protested.</p>"


def comment(desk: Desk, words: str, text: str) -> None:
    desk.select(words)
    desk.press("Alt+k")
    desk.page.get_by_label("Comment on these words").last.wait_for()
    desk.type(text)
    with desk.page.expect_response("**/comments/"):
        desk.press("Control+Enter")
    desk.page.wait_for_selector(".tag-popover", state="detached")


def test_comment_by_keyboard_is_carried_by_edits_and_seen_after_reload(desk: Desk) -> None:
    article = draft_article("Bridge", body=BODY)
    desk.open(article)
    comment(desk, "bridge", "Which one?")
    marked, listed = desk.page.locator(".margin-comment"), desk.page.locator(".panel-comments")
    expect(marked).to_have_text("bridge")
    expect(listed).to_contain_text("Which one?")
    assert "comment" not in desk.html()
    desk.caret_before("The mayor")
    desk.type("🙂 Yesterday: ")
    expect(marked).to_have_text("bridge")
    desk.caret_after("brid")
    desk.type("x")
    expect(marked).to_have_count(0)
    expect(listed).to_contain_text("These words are not in the text now.")
    desk.press("Backspace")
    expect(marked).to_have_text("bridge")
    desk.save()
    expect(marked).to_have_text("bridge")
    stored = MarginComment.objects.get()
    assert (stored.exact, stored.revision.number) == ("bridge", 2)
    desk.caret_before("The mayor")
    listed.get_by_role("button", name="“bridge”").click()
    assert desk.page.evaluate("String(getSelection())") == "bridge"


def test_reply_and_resolve(desk: Desk) -> None:
    desk.open(draft_article("Bridge", body=BODY))
    comment(desk, "Nobody", "Sure?")
    listed = desk.page.locator(".panel-comments")
    listed.get_by_role("button", name="Reply: Nobody").click()
    desk.type("Asked the police.")
    with desk.page.expect_response("**/replies/"):
        desk.press("Control+Enter")
    expect(listed.locator(".comment-replies")).to_contain_text("Asked the police.")
    assert CommentReply.objects.get().text == "Asked the police."
    listed.get_by_role("button", name="Resolve: Nobody").click()
    expect(listed.locator("summary")).to_have_text("Resolved (1)")
    expect(desk.page.locator(".margin-comment")).to_have_count(0)
    listed.locator("summary").click()
    listed.get_by_role("button", name="Reopen: Nobody").click()
    expect(desk.page.locator(".margin-comment")).to_have_text("Nobody")


def test_author_edits_and_deletes_a_comment(desk: Desk) -> None:
    desk.open(draft_article("Bridge", body=BODY))
    comment(desk, "Nobody", "Sure?")
    listed = desk.page.locator(".panel-comments")
    listed.get_by_role("button", name="Edit: Nobody").click()
    expect(listed.get_by_label("Your comment")).to_have_value("Sure?")
    desk.press("Control+a")
    desk.type("Quite sure?")
    desk.press("Control+Enter")
    expect(listed).to_contain_text("(edited)")
    assert MarginComment.objects.get().text == "Quite sure?"
    listed.get_by_role("button", name="Delete: Nobody").click()
    expect(desk.page.locator(".margin-comment")).to_have_count(0)
    assert not MarginComment.objects.exists()


def test_comment_changed_in_another_tab_is_not_overwritten_unseen(desk: Desk) -> None:
    desk.open(draft_article("Bridge", body=BODY))
    comment(desk, "Nobody", "Sure?")
    listed = desk.page.locator(".panel-comments")
    listed.get_by_role("button", name="Edit: Nobody").click()
    stored = MarginComment.objects.get()
    change_comment(uuid=stored.uuid, text="Says who?", by=stored.author)
    resolve_comment(uuid=stored.uuid, by=stored.author)
    desk.press("Control+a")
    desk.type("Truly?")
    desk.press("Control+Enter")
    expect(listed.get_by_role("alert")).to_contain_text("changed meanwhile")
    expect(listed.locator(".comment-text")).to_have_text("Says who?")
    expect(listed.get_by_label("Your comment")).to_have_value("Truly?")
    assert MarginComment.objects.get().text == "Says who?"
    desk.press("Control+Enter")
    expect(listed.locator(".comment-text")).to_have_text("Truly?")
    assert MarginComment.objects.get().text == "Truly?"
    desk.errors.clear()  # the console tells of the refusal


def test_words_that_are_not_stored_are_saved_first(desk: Desk) -> None:
    desk.open(draft_article("Bridge", body=BODY))
    desk.caret_before("Nobody")
    desk.type("Truly, ")
    desk.select("Truly")
    desk.press("Alt+k")
    expect(desk.said).to_contain_text("Save first")
    comment(desk, "Nobody", "Sure?")
    expect(desk.page.locator(".margin-comment")).to_have_text("Nobody")
    assert MarginComment.objects.get().start == len("The mayor opened the 🙂 bridge.\n\n")
