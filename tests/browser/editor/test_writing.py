"""Edits around and within tags: none is lost without a word, none moves to other words."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Mention, Quote, TagReview
from tests.browser.editor.desk import Desk, mentions, quotes
from tests.factories import draft_article, make_person, mention, published_article, quote

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article() -> Article:
    austin = make_person("Lloyd Austin")
    body = f"<p>Then {mention(austin, 'Austin')} spoke.</p><p>Second paragraph.</p>"
    return draft_article("Talks", body=body)


def test_opened_and_saved_unchanged_is_no_revision(desk: Desk, article: Article) -> None:
    desk.open(article)
    desk.save()
    assert "Nothing was changed" in desk.messages()


def test_typing_and_emoji_before_a_tag_leave_it_on_its_words(desk: Desk, article: Article) -> None:
    desk.open(article)
    desk.caret_before("Then")
    desk.type("👩‍👩‍👧 🇫🇷 é ")
    desk.caret_before("Austin")
    desk.type("old ")
    desk.caret_after("Austin")
    desk.type("!")
    desk.save()
    row = Mention.objects.get()
    assert row.exact == "Austin"
    assert Article.objects.get().head.body_text.startswith("👩‍👩‍👧 🇫🇷 é Then old Austin! spoke.")


def test_overtyping_half_a_tag_keeps_it_and_asks_for_a_look(desk: Desk, article: Article) -> None:
    desk.open(article)
    desk.select("Aus")
    desk.type("Mar")
    expect(desk.page.locator(".tag-check")).to_have_text("Martin")
    expect(desk.page.locator(".panel-checks")).to_contain_text(
        "was on “Austin” and is now on “Martin”"
    )
    desk.save()
    assert "Check this tag" in desk.messages()
    assert TagReview.objects.get().new_words == "Martin"
    desk.page.click("text=Save and publish")
    desk.page.wait_for_selector("text=confirm them first")
    desk.page.click(".panel-checks >> text=Still right")
    desk.page.click("text=Save and publish")
    desk.page.click("button:has-text('Publish all the same')")
    desk.page.wait_for_selector("text=Published.")
    assert mentions() == [("Martin", "Lloyd Austin")]


def test_overtyping_a_whole_tag_removes_it_visibly(desk: Desk, article: Article) -> None:
    desk.open(article)
    desk.select("Austin")
    desk.type("nobody")
    expect(desk.said).to_contain_text("Removed: Person: Lloyd Austin (“Austin”)")
    expect(desk.page.locator(".panel-removed")).to_contain_text("Austin")
    desk.save()
    assert "Tags removed (1): “Austin”" in desk.messages()
    assert mentions() == []


def test_deleted_words_come_back_with_their_tag_by_undo(desk: Desk, article: Article) -> None:
    uuid = Mention.objects.get().uuid
    desk.open(article)
    desk.select("Then Austin spoke.")
    desk.press("Delete")
    expect(desk.page.locator(".panel-removed")).to_be_visible()
    desk.press("Control+z")
    expect(desk.page.locator(".panel-removed")).to_have_count(0)
    desk.caret_after("Second")
    desk.type(" short")
    desk.save()
    assert Mention.objects.get().uuid == uuid


def test_tagging_is_undone_and_done_again(desk: Desk, article: Article) -> None:
    desk.open(article)
    desk.caret_before("stin")
    desk.press("Alt+r")
    expect(desk.page.locator(".tag-mention")).to_have_count(0)
    desk.press("Control+z")
    expect(desk.page.locator(".tag-mention")).to_have_count(1)
    desk.press("Control+Shift+z")
    expect(desk.page.locator(".tag-mention")).to_have_count(0)


def test_cut_and_paste_of_a_tagged_paragraph_keeps_its_tags(desk: Desk, article: Article) -> None:
    uuid = Mention.objects.get().uuid
    desk.open(article)
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.select("Then Austin spoke.")
    desk.press("Control+x")
    desk.caret_after("Second paragraph.")
    desk.press("Enter", "Control+v")
    desk.save()
    assert Mention.objects.get().uuid == uuid
    assert Article.objects.get().head.body_text == "Second paragraph.\n\nThen Austin spoke."


def test_copy_has_an_id_of_its_own(desk: Desk, article: Article) -> None:
    uuid = Mention.objects.get().uuid
    desk.open(article)
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.select("Then Austin spoke.")
    desk.press("Control+c")
    desk.caret_after("Second paragraph.")
    desk.press("Enter", "Control+v", "Enter", "Control+v")
    desk.save()
    uuids = {row.uuid for row in Mention.objects.all()}
    assert len(uuids) == 3
    assert uuid in uuids
    assert mentions() == [("Austin", "Lloyd Austin")] * 3


def test_cut_that_is_undone_after_its_paste_elsewhere_makes_two_tags(
    desk: Desk, article: Article
) -> None:
    desk.open(article)
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.select("Austin")
    desk.press("Control+x")
    desk.select("Talks", field="headline")
    desk.press("Control+v")
    desk.page.evaluate("document.querySelector('.tagged-body .ProseMirror').editor.commands.undo()")
    desk.save()
    assert {row.field for row in Mention.objects.all()} == {"headline", "body"}
    assert len({row.uuid for row in Mention.objects.all()}) == 2


def test_drag_of_a_tagged_word_moves_its_tag(desk: Desk, article: Article) -> None:
    uuid = Mention.objects.get().uuid
    desk.open(article)
    desk.drag("Then Austin", before="paragraph", to="body")
    desk.save()
    assert Mention.objects.get().uuid == uuid
    assert Article.objects.get().head.body_text == "spoke.\n\nSecond Then Austinparagraph."


def test_drag_between_fields_moves_and_with_the_copy_key_copies(
    desk: Desk, article: Article
) -> None:
    uuid = Mention.objects.get().uuid
    desk.open(article)
    desk.drag("Austin ", before="Talks", to="headline")
    assert desk.text("headline") == "Austin Talks"
    assert desk.text() == "Then spoke.\n\nSecond paragraph."
    desk.drag("Austin", field="headline", before="spoke", to="body", is_copy=True)
    desk.save()
    assert {row.field for row in Mention.objects.filter(uuid=uuid)} == {"headline"}
    assert mentions() == [("Austin", "Lloyd Austin")] * 2
    assert not TagReview.objects.exists()


def test_paste_from_another_article_gets_new_ids_and_its_names(
    desk: Desk, article: Article
) -> None:
    other = make_person("Yoav Gallant")
    foreign = mention(other, "Gallant")
    published_article("Other", body=f"<p>{foreign} came.</p>")
    desk.open(article)
    desk.caret_after("Second paragraph.")
    desk.paste(f"<p>{foreign} went.</p>")
    expect(desk.page.locator(".panel-person")).to_contain_text("Yoav Gallant")
    desk.save()
    rows = Mention.objects.filter(entity=other)
    assert rows.count() == 2
    assert len({row.uuid for row in rows}) == 2


def test_mention_parted_by_a_paragraph_is_two(desk: Desk, article: Article) -> None:
    desk.open(article)
    desk.caret_after("Aus")
    desk.press("Enter")
    expect(desk.page.locator(".panel-checks li")).to_have_count(1)
    desk.save()
    assert [words for words, _ in mentions()] == ["Aus", "tin"]
    assert sorted(item.new_words for item in TagReview.objects.all()) == ["Aus", "tin"]


def test_parted_mention_is_one_when_it_is_joined_again(desk: Desk, article: Article) -> None:
    desk.open(article)
    for key in ("Backspace", "Delete", "Control+z"):
        desk.caret_after("Aus")
        desk.press("Enter")
        if key == "Delete":
            desk.caret_after("Aus")
        desk.press(key)
        assert desk.page.locator(".tag-mention").all_inner_texts() == ["Austin"], key
    desk.save()
    assert "Nothing was changed" in desk.messages()


def test_changed_public_quote_asks_and_a_slip_stays_the_same_quote(desk: Desk) -> None:
    said = quote(make_person("Lloyd Austin"), "“We will go.”")
    article = published_article("Talks", body=f"<p>{said} he said.</p>")
    uuid = Quote.objects.get().uuid
    desk.open(article)
    desk.select("go")
    desk.type("come")
    desk.page.click("[name=_continue]")
    dialog = desk.page.locator("dialog")
    expect(dialog).to_contain_text("“We will go.”")
    dialog.get_by_label("A slip was corrected").check()
    with desk.page.expect_navigation():
        dialog.get_by_role("button", name="Save").click()
    assert "Tags confirmed" in desk.messages()
    assert Quote.objects.get(live_at=None).uuid == uuid
    assert not TagReview.objects.exists()


def test_changed_public_quote_can_be_another_or_be_undone(desk: Desk) -> None:
    austin = make_person("Lloyd Austin")
    body = f"<p>{quote(austin, '“We will go.”')} {quote(austin, '“They may stay.”')} he said.</p>"
    article = published_article("Talks", body=body)
    old = {row.text: row.uuid for row in Quote.objects.all()}
    desk.open(article)
    for word in ("go", "stay"):
        desk.select(word)
        desk.type("come")
    desk.page.click("[name=_continue]")
    first, second = desk.page.locator("dialog fieldset").all()
    first.get_by_label("It is a different quote").check()
    second.get_by_label("Undo").check()
    with desk.page.expect_navigation():
        desk.page.locator("dialog").get_by_role("button", name="Save").click()
    rows = {row.text: row.uuid for row in Quote.objects.filter(live_at=None)}
    assert set(rows) == {"“We will come.”", "“They may stay.”"}
    assert rows["“They may stay.”"] == old["“They may stay.”"]
    assert rows["“We will come.”"] not in old.values()
    assert quotes()


def test_formatting_and_structure_are_stored(desk: Desk, article: Article) -> None:
    desk.open(article)
    desk.select("Second")
    desk.press("Control+b")
    desk.caret_after("paragraph.")
    desk.press("Enter")
    desk.page.click(".tagged-body [aria-label='List']")
    desk.type("one")
    desk.press("Enter")
    desk.type("two")
    desk.press("Enter", "Enter")
    desk.page.click(".tagged-body [aria-label='Heading']")
    desk.type("Title")
    desk.save()
    body = Article.objects.get().head.body
    assert "<p><strong>Second</strong> paragraph.</p>" in body
    assert "<ul><li><p>one</p></li><li><p>two</p></li></ul><h2>Title</h2>" in body


def test_save_pressed_twice_is_one_save(desk: Desk, article: Article) -> None:
    desk.open(article)
    desk.caret_after("Then")
    desk.type(" old")
    posts: list[str] = []
    desk.page.on("request", lambda sent: sent.method == "POST" and posts.append(sent.url))
    with desk.page.expect_navigation():
        desk.press("Control+s", "Control+s")
    desk.page.wait_for_selector(".has-editor")
    assert "changed successfully" in desk.messages()
    assert len([url for url in posts if url.endswith("/change/")]) == 1


def test_longest_article_in_arabic_is_stored(desk: Desk) -> None:
    paragraphs = "".join(f"<p>{'كلمة ' * 2000}</p>" for _ in range(75))
    article = draft_article("Talks", body=paragraphs)
    desk.open(article)
    suggestions = desk.page.locator(".panel-suggestions")
    expect(suggestions).to_contain_text("The text is too long to be read for suggestions.")
    desk.caret_before("كلمة")
    desk.type("و")
    desk.save()
    assert Article.objects.get().head.number == 2


def test_input_method_writes_beside_a_tag_and_not_into_it(desk: Desk, article: Article) -> None:
    desk.open(article)
    session = desk.page.context.new_cdp_session(desk.page)
    for place in (desk.caret_before, desk.caret_after):
        place("Austin")
        for text in ("か", "かん"):
            given = {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
            session.send("Input.imeSetComposition", given)
        session.send("Input.insertText", {"text": "漢"})
    desk.save()
    assert Article.objects.get().head.body_text.startswith("Then 漢Austin漢 spoke.")
    assert mentions() == [("Austin", "Lloyd Austin")]
