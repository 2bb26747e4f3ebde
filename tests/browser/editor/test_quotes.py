"""Quotes: who said it is proposed where one can be meant, and chosen where two can."""

from datetime import date

import pytest
from playwright.sync_api import expect

from articles.models import Article, Mention, Quote
from entities.models import Entity
from tests.browser.editor.editing import Desk, quotes
from tests.factories import draft_article, make_person, mention, quote

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
