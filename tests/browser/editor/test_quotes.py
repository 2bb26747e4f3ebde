"""Quotes: who said it is proposed where one can be meant, and chosen where two can."""

from datetime import date

import pytest
from playwright.sync_api import expect

from articles.models import Article, Mention, Quote
from entities.models import Entity
from tests.browser.editor.desk import Desk, mentions, quotes
from tests.factories import (
    draft_article,
    make_person,
    mention,
    next_uuid,
    published_article,
    quote,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def austin() -> Entity:
    return make_person("Lloyd Austin")


def draft(body: str) -> Article:
    return draft_article("Talks", body=body)


def test_speaker_at_the_cue_is_filled_in_and_the_rest_can_be_given(
    desk: Desk, austin: Entity
) -> None:
    desk.open(draft(f"<p>“We will go,” {mention(austin, 'Austin')} said in Beirut.</p>"))
    desk.caret_before("will")
    desk.press("Alt+q")
    form = desk.page.locator(".quote-form")
    expect(form.locator(".quote-speaker")).to_contain_text("Said by Lloyd Austin")
    expect(form.get_by_label("Reporting word")).to_have_value("said")
    expect(form.get_by_label("Kind")).to_have_value("direct")
    form.get_by_label("Role as printed").fill("Defense Secretary")
    form.get_by_label("Source").fill("posted on X")
    form.get_by_label("Said on").fill("2024-09-16")
    desk.press("Enter")
    desk.save()
    row = Quote.objects.get()
    assert (row.text, row.speaker, row.kind) == ("“We will go,”", austin, "direct")
    assert (row.role, row.cue, row.source) == ("Defense Secretary", "said", "posted on X")
    assert row.said_on == date(2024, 9, 16)


def test_two_who_could_have_said_it_are_offered_and_none_chosen(desk: Desk, austin: Entity) -> None:
    gallant = make_person("Yoav Gallant")
    body = (
        f"<p>“We will go,” {mention(austin, 'Austin')} and {mention(gallant, 'Gallant')} agree.</p>"
    )
    desk.open(draft(body))
    desk.tag("“We will go,”", "Alt+q")
    expect(desk.page.locator(".quote-speaker")).to_contain_text("choose")
    assert desk.page.locator("[role=option][aria-selected=true]").count() == 0
    desk.press("ArrowDown", "Enter")
    desk.page.locator(".quote-form").get_by_role("button", name="Tag quote").click()
    desk.save()
    assert quotes() in [[("“We will go,”", "Lloyd Austin")], [("“We will go,”", "Yoav Gallant")]]


def test_quote_over_two_paragraphs_is_one(desk: Desk, austin: Entity) -> None:
    desk.open(draft("<p>“First.</p><p>“Second.”</p><p>End</p>"))
    desk.caret_before("“First.")
    desk.press("Shift+ArrowDown", "Shift+End", "Alt+q")
    desk.page.wait_for_selector(".quote-form")
    desk.type("Lloyd")
    desk.press("Enter")
    expect(desk.page.locator(".quote-speaker")).to_contain_text("Lloyd Austin")
    desk.press("Enter")
    desk.save()
    row = Quote.objects.get()
    assert (row.text, len(row.segments)) == ("“First.\n\n“Second.”", 2)


def test_interrupted_quote_is_one_with_two_segments(desk: Desk, austin: Entity) -> None:
    desk.open(draft(f"<p>“We will go,” said {mention(austin, 'Austin')}, “and stay.”</p>"))
    desk.tag("“We will go,”", "Alt+q")
    desk.press("Enter")
    desk.tag("“and stay.”", "Alt+q")
    desk.page.locator(".quote-form").get_by_label("These words are").select_option(index=1)
    desk.page.locator(".quote-form").get_by_role("button", name="Tag quote").click()
    desk.save()
    assert quotes() == [("“We will go,” … “and stay.”", "Lloyd Austin")]


def test_quote_within_a_quote_and_a_mention_across_its_edge(desk: Desk, austin: Entity) -> None:
    desk.open(draft("<p>He says “they told me ‘go home’ Lloyd” Austin yesterday.</p>"))
    for words in ("“they told me ‘go home’ Lloyd”", "‘go home’"):
        desk.tag(words, "Alt+q")
        desk.press("Enter")
    desk.tag("Lloyd” Austin", "Alt+p")
    desk.page.fill(".entity-box input", "Lloyd Austin")
    desk.choose()
    desk.save()
    assert [text for text, _ in quotes()] == ["“they told me ‘go home’ Lloyd”", "‘go home’"]
    assert Mention.objects.get().exact == "Lloyd” Austin"
    desk.select("home")
    desk.press("ArrowLeft")
    assert desk.page.locator(".editor-status").inner_text().count("Quote:") == 2


def test_quote_is_changed_and_removed(desk: Desk, austin: Entity) -> None:
    desk.open(draft(f"<p>{quote(None, '“We will go,”')} he said.</p>"))
    desk.caret_before("will")
    desk.press("Alt+t")
    form = desk.page.locator(".quote-form")
    form.get_by_role("combobox", name="Speaker").fill("Lloyd Austin")
    desk.press("Enter")
    expect(form.locator(".quote-speaker")).to_contain_text("Lloyd Austin")
    form.get_by_label("Kind").select_option("indirect")
    form.get_by_role("button", name="Change").click()
    desk.save()
    assert quotes() == [("“We will go,”", "Lloyd Austin")]
    assert Quote.objects.get().kind == "indirect"
    desk.caret_before("will")
    desk.press("Alt+t")
    desk.page.locator(".quote-form").get_by_role("button", name="Remove tag").click()
    desk.save()
    assert quotes() == []


def test_new_entity_beside_the_cue_is_filled_in_as_the_speaker(desk: Desk) -> None:
    desk.open(draft_article("Talks", body="<p>“We will go now,” Jane Roe said.</p>"))
    expect(desk.page.locator(".suggestion-quote")).to_be_visible()
    desk.tag("Jane Roe", "Alt+p")
    desk.option("New person").click()
    desk.tag("“We will go now,”", "Alt+q")
    expect(desk.page.locator(".quote-speaker")).to_contain_text("Jane Roe")
    desk.page.click(".quote-form button[type=submit]")
    desk.save()
    assert quotes() == [("“We will go now,”", "Jane Roe")]
    assert mentions() == [("Jane Roe", "Jane Roe")]


def test_part_of_a_quote_that_is_cut_and_put_back_is_of_it_again(desk: Desk) -> None:
    desk.open(draft_article("Talks", body=two_paragraphs()))
    desk.select("Three four.”")
    desk.press("Control+x", "Control+v")
    desk.save()
    assert "Nothing was changed" in desk.messages()


def test_part_of_a_quote_that_is_pasted_after_an_undo_is_no_quote(desk: Desk) -> None:
    desk.open(draft_article("Talks", body=two_paragraphs()))
    desk.select("Three four.”")
    desk.press("Control+x", "Control+z")
    desk.caret_after("Between.")
    desk.press("Control+v")
    desk.save()
    assert quotes() == [("“One two. … Three four.”", None)]
    assert Article.objects.get().head.body_text.count("Three four.”") == 2


def test_old_words_of_a_part_leave_alone_what_the_paper_says_between(desk: Desk) -> None:
    published_article("Talks", body=two_paragraphs())
    desk.open(Article.objects.get())
    for old, new in (("two", "too"), ("Between", "Meanwhile")):
        desk.select(old)
        desk.type(new)
    desk.page.click("[name=_continue]")
    desk.page.locator("dialog").get_by_label("Undo").check()
    with desk.page.expect_navigation():
        desk.page.locator("dialog").get_by_role("button", name="Save").click()
    text = Article.objects.get().head.body_text
    assert text == "“One two.\n\nMeanwhile.\n\nThree four.”"


def test_quote_in_another_field_is_not_offered_its_old_words(desk: Desk) -> None:
    body = f"<p>First. {quote(make_person('Lloyd Austin'), '“We will go.”')} he said.</p>"
    desk.open(published_article("Talks", deck="Something", body=body))
    desk.select("“We will go.”")
    desk.press("Control+x")
    desk.caret_after("Something", field="deck")
    desk.press("Control+v")
    desk.select("go", field="deck")
    desk.type("come")
    desk.page.click("[name=_continue]")
    expect(desk.page.locator("dialog")).to_contain_text("“We will come.”")
    expect(desk.page.locator("dialog").get_by_label("Undo")).to_have_count(0)


def two_paragraphs() -> str:
    start = f'<span data-quote="{next_uuid()}" data-kind="direct">'
    return f"<p>{start}“One two.</span></p><p>Between.</p><p>{start}Three four.”</span></p>"
