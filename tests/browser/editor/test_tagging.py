"""Tagging people and organisations by keyboard: the right one, or nobody."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Mention
from entities.models import Entity
from tests.browser.editor.desk import Desk, mentions
from tests.factories import (
    draft_article,
    make_organisation,
    make_person,
    mention,
    published_article,
)

pytestmark = pytest.mark.django_db(transaction=True)


def article(body: str, headline: str = "Talks", **fields: str) -> Article:
    return draft_article(headline, body=body, **fields)


def test_known_person_is_tagged_by_three_keys(desk: Desk) -> None:
    make_person("Lloyd Austin")
    desk.open(article("<p>Lloyd Austin spoke.</p>"))
    desk.tag("Lloyd Austin", "Alt+p")
    desk.choose()
    expect(desk.page.locator(".tag-mention")).to_have_text("Lloyd Austin")
    desk.save()
    assert mentions() == [("Lloyd Austin", "Lloyd Austin")]
    assert "Tags added (1): “Lloyd Austin”" in desk.messages()


def test_alias_finds_and_caret_in_a_name_is_enough(desk: Desk) -> None:
    make_organisation("Pentagon", aliases=["Department of Defense"])
    desk.open(article("<p>At the Pentagon today.</p>"))
    desk.caret_before("tagon")
    desk.press("Alt+o")
    expect(desk.option("Pentagon")).to_have_attribute("aria-selected", "true")
    desk.choose()
    desk.save()
    assert mentions() == [("Pentagon", "Pentagon")]


def test_new_person_is_made_with_the_save_and_found_before_it(desk: Desk) -> None:
    desk.open(article("<p>Jane Doe met John. Jane Doe left.</p>"))
    desk.tag("Jane Doe", "Alt+p")
    expect(desk.option("New person")).to_have_attribute("aria-selected", "true")
    desk.choose()
    assert not Entity.objects.exists()
    desk.tag("Jane Doe", "Alt+p", nth=1)
    expect(desk.option("new in this article")).to_have_attribute("aria-selected", "true")
    desk.choose()
    desk.save()
    assert mentions() == [("Jane Doe", "Jane Doe")] * 2
    assert Entity.objects.get().slug == "jane-doe"


def test_new_entity_whose_tag_was_taken_away_is_nobody(desk: Desk) -> None:
    desk.open(article("<p>Jane Doe left.</p>"))
    desk.tag("Jane Doe", "Alt+p")
    desk.choose()
    desk.press("ArrowLeft", "Alt+r")
    desk.save()
    assert not Entity.objects.exists()


def test_enter_before_the_results_waits_for_them(desk: Desk) -> None:
    make_person("Jane Dow")
    make_person("Lloyd Austin", aliases=["Austin"])
    desk.open(article("<p>Austin spoke.</p>"))
    held = desk.hold_search()
    desk.tag("Austin", "Alt+p")
    desk.press("Enter")
    expect(desk.page.locator(".tag-popover")).to_be_visible()
    assert desk.page.locator(".tag-mention").count() == 0
    held[0].continue_()
    desk.page.wait_for_selector(".tag-mention")
    desk.save()
    assert mentions() == [("Austin", "Lloyd Austin")]


def test_of_namesakes_none_is_chosen_unasked(desk: Desk) -> None:
    keeper = make_person("John Smith", description="Goalkeeper")
    make_person("John Smith", description="Minister", slug="minister")
    published_article("Keeper saves", body=f"<p>{mention(keeper)}</p>")
    desk.open(article("<p>John Smith spoke.</p>"))
    desk.tag("John Smith", "Alt+p")
    expect(desk.option("last in “Keeper saves”")).to_contain_text("Goalkeeper")
    assert desk.page.locator("[role=option][aria-selected=true]").count() == 0
    desk.press("Enter")
    expect(desk.page.locator(".entity-note")).to_contain_text("Choose an entry")
    desk.option("Minister").click()
    desk.save()
    assert Mention.objects.get(live_at=None).entity.description == "Minister"


def test_somebody_of_nearly_that_name_is_offered_and_not_chosen(desk: Desk) -> None:
    make_person("Jane Dow")
    desk.open(article("<p>Jane Doe spoke.</p>"))
    desk.tag("Jane Doe", "Alt+p")
    expect(desk.option("Jane Dow")).to_be_visible()
    assert desk.page.locator("[role=option][aria-selected=true]").count() == 0


def test_failed_search_says_so_and_a_new_person_can_be_made(desk: Desk) -> None:
    desk.open(article("<p>Jane Doe spoke.</p>"))
    desk.page.route(
        "**/api/v1/entities/**", lambda route: route.fulfill(status=200, body="nonsense")
    )
    desk.tag("Jane Doe", "Alt+p")
    expect(desk.page.locator(".entity-note")).to_contain_text("search failed")
    desk.option("New person").click()
    expect(desk.page.locator(".tag-mention")).to_have_text("Jane Doe")


def test_escape_gives_the_focus_back_and_tags_nothing(desk: Desk) -> None:
    desk.open(article("<p>Jane Doe spoke.</p>"))
    desk.tag("Jane Doe", "Alt+p")
    desk.press("Escape")
    expect(desk.page.locator(".tag-popover")).to_have_count(0)
    desk.type("Someone")
    assert desk.text() == "Someone spoke."


def test_headline_is_tagged_too(desk: Desk) -> None:
    make_organisation("Pentagon")
    desk.open(article("<p>Words.</p>", headline="Pentagon speaks"))
    desk.tag("Pentagon", "Alt+o", field="headline")
    desk.choose()
    desk.save()
    assert Mention.objects.get().field == "headline"


def test_tag_can_be_given_to_another_person(desk: Desk) -> None:
    austin = make_person("Lloyd Austin")
    make_person("Austin Powers")
    desk.open(article(f"<p>{mention(austin, 'Austin')} spoke.</p>"))
    uuid = Mention.objects.get().uuid
    desk.caret_before("stin")
    desk.press("Alt+t")
    desk.page.fill(".entity-box input", "Austin Powers")
    desk.choose()
    desk.save()
    assert mentions() == [("Austin", "Austin Powers")]
    assert Mention.objects.get().uuid == uuid


def test_all_mentions_are_shown_and_those_ticked_are_tagged(desk: Desk) -> None:
    make_person("Lloyd Austin", aliases=["The Secretary"])
    body = "<p>Lloyd Austin spoke. Lloyd Austin left. The Secretary, an Austinite, is Austin.</p>"
    desk.open(article(body, headline="Lloyd Austin speaks"))
    desk.tag("Lloyd Austin", "Alt+p")
    desk.choose()
    desk.page.click("text=Tag 3 more mentions")
    places = desk.page.locator(".tag-all li")
    assert [place.locator("mark").inner_text() for place in places.all()] == [
        "Lloyd Austin",
        "Lloyd Austin",
        "The Secretary",
        "Austin",
    ]
    assert places.locator("input:checked").count() == 3  # a surname alone is only offered
    places.nth(1).locator("input").uncheck()
    desk.press("Enter")
    desk.save()
    assert [words for words, _ in mentions()] == ["Lloyd Austin", "The Secretary", "Lloyd Austin"]


def test_everything_can_be_done_by_buttons(desk: Desk) -> None:
    make_person("Lloyd Austin")
    desk.open(article("<p>Lloyd Austin spoke.</p>"))
    desk.select("Lloyd Austin")
    desk.page.click(".tagged-body .tool-person")
    desk.option("Lloyd Austin").click()
    expect(desk.page.locator(".editor-panel .words")).to_have_text("Lloyd Austin")
    desk.page.click(".editor-panel summary")
    desk.page.click(".editor-panel >> text=Remove")
    expect(desk.said).to_contain_text("Removed: Person: Lloyd Austin")
    desk.page.click(".tagged-body [aria-label=Undo]")
    expect(desk.page.locator(".tag-mention")).to_have_count(1)


def test_keys_can_be_changed_in_settings(desk: Desk, settings: object) -> None:
    settings.EDITOR_KEYS = {"person": "Alt-Shift-y"}  # type: ignore[attr-defined]
    make_person("Lloyd Austin")
    desk.open(article("<p>Lloyd Austin spoke.</p>"))
    desk.tag("Lloyd Austin", "Alt+Shift+Y")
    desk.choose()
    desk.press("Alt+h")
    expect(desk.page.locator("dialog")).to_contain_text("Alt+Shift+Y")
    desk.press("Escape")
    expect(desk.page.locator("dialog")).to_have_count(0)


def change_key(desk: Desk, command: str, key: str) -> None:
    desk.page.get_by_role("button", name=f"Change the key of “{command}”").click()
    desk.press(key)


def test_everybody_can_choose_their_own_keys(desk: Desk) -> None:
    make_person("Lloyd Austin")
    draft = article("<p>Lloyd Austin spoke.</p>")
    desk.open(draft)
    desk.page.click(".tagged-body [aria-label^='Show the keys']")
    said = desk.page.locator(".keys-message")
    for key, answer in (
        ("a", "types “a” here"),
        ("Control+b", "needed for writing"),
        ("Alt+o", "another command"),
        ("Control+Alt+y", "now has the key Ctrl+Alt+Y"),
    ):
        change_key(desk, "Tag as a person", key)
        expect(said).to_contain_text(answer)
    desk.page.click("dialog >> text=Close")
    for _is_new_page in (False, True):
        desk.tag("Lloyd Austin", "Control+Alt+y")
        desk.press("Escape")
        expect(desk.page.locator(".editor-status")).to_contain_text("Ctrl+Alt+Y person")
        expect(desk.page.locator(".tagged-body .tool-person")).to_have_attribute(
            "aria-label", "Tag as a person (Ctrl+Alt+Y)"
        )
        desk.open(draft)
    desk.page.click(".tagged-body [aria-label^='Show the keys']")
    desk.page.get_by_role("button", name="Give “Tag as a person” the newsroom’s key").click()
    expect(said).to_contain_text("Alt+P")
    desk.errors.clear()  # the console tells of each refusal


def test_key_on_a_mac_types_no_letter(desk: Desk) -> None:
    desk.page.add_init_script('Object.defineProperty(navigator, "platform", { value: "MacIntel" })')
    make_person("Lloyd Austin")
    desk.open(article("<p>Lloyd Austin spoke.</p>"))
    expect(desk.page.locator(".editor-status")).to_contain_text("⌃+⌥+P person")
    desk.select("Lloyd Austin")
    for key in ("a", "l", "o", "p", "q", "x", "Shift+A"):
        desk.press(f"Alt+{key}")
    expect(desk.page.locator(".tag-popover")).to_have_count(0)
    desk.press("Control+Alt+p")
    expect(desk.page.locator(".tag-popover")).to_have_count(1)


def test_status_line_says_what_the_caret_is_in_and_which_keys_apply(desk: Desk) -> None:
    austin = make_person("Lloyd Austin")
    desk.open(article(f"<p>{mention(austin, 'Austin')} spoke.</p>"))
    desk.caret_before("spoke")
    expect(desk.page.locator(".editor-status")).to_contain_text("Alt+P person")
    desk.caret_before("stin")
    expect(desk.page.locator(".editor-status")).to_contain_text(
        "Person: Lloyd Austin — Alt+T change"
    )


@pytest.mark.parametrize("name", ["x" * 201, "\u2060\u200b"])
def test_what_can_be_no_name_is_not_offered_as_a_new_one(desk: Desk, name: str) -> None:
    desk.open(draft_article("Talks", body="<p>Jane Roe spoke.</p>"))
    desk.tag("Jane Roe", "Alt+p")
    with desk.page.expect_response("**/api/v1/entities/**"):
        desk.page.fill(".entity-box input", name)
    expect(desk.page.locator(".entity-note")).to_have_text("0 results")
    expect(desk.page.locator(".entity-create")).to_have_count(0)


def test_enter_is_not_kept_for_other_words_than_it_was_pressed_on(desk: Desk) -> None:
    desk.open(draft_article("Talks", body="<p>Jane Roe spoke.</p>"))
    held = desk.hold_search()
    desk.tag("Jane Roe", "Alt+p")
    desk.press("Enter")
    desk.type("x")
    desk.wait_until(lambda: any("q=x" in search.request.url for search in held))
    for search in held:
        search.continue_()
    expect(desk.page.locator(".entity-note")).to_have_text("0 results")
    expect(desk.page.locator(".tag-mention")).to_have_count(0)
    expect(desk.page.locator(".entity-box input")).to_have_value("x")


def test_tag_of_somebody_deleted_meanwhile_is_listed_and_can_be_removed(desk: Desk) -> None:
    gone = make_person("Gone Person")
    desk.open(draft_article("Talks", body="<p>Jane Roe spoke.</p>"))
    desk.tag("Jane Roe", "Alt+p")
    desk.page.fill(".entity-box input", "Gone Person")
    desk.option("Gone Person").click()
    gone.delete()
    desk.save()
    expect(desk.page.locator(".panel-unknown")).to_contain_text("Jane Roe")
    desk.page.locator(".panel-unknown").get_by_role("button", name="Remove").click()
    desk.save()
    assert "changed successfully" in desk.messages()
    assert mentions() == []


def test_page_does_not_move_when_the_focus_leaves_a_line(desk: Desk) -> None:
    """Else a press of the Save button would end beside it."""
    desk.open(article("<p>Words.</p>"))
    save = desk.page.locator("[name=_continue]")
    before = save.bounding_box()
    desk.page.locator(".tagged-headline .ProseMirror").click()
    expect(desk.page.locator(".tagged-headline [role=toolbar]")).to_be_visible()
    at_headline = save.bounding_box()
    assert before
    assert at_headline
    assert abs(before["y"] - at_headline["y"]) < 1


def test_nobody_new_is_offered_before_it_is_known_who_there_is(desk: Desk) -> None:
    """Found entries would push it from under the pointer, and a press make a second of somebody."""
    make_person("Gone Person")
    desk.open(draft_article("Talks", body="<p>Jane Roe spoke.</p>"))
    held = desk.hold_search()
    desk.tag("Jane Roe", "Alt+p")
    with desk.page.expect_request("**/api/v1/entities/**"):
        desk.page.fill(".entity-box input", "Gone Person")
    expect(desk.page.locator(".entity-note")).to_have_text("Searching…")
    expect(desk.option("New person")).to_have_count(0)
    for search in held:
        search.continue_()
    expect(desk.option("New person")).to_be_visible()
