"""Suggestions in the editor: shown and never in the text until she accepts them."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Mention, Suggestion
from tests.browser.editor.desk import Desk, mentions, quotes
from tests.factories import accept_names, draft_article, make_organisation, make_person

pytestmark = pytest.mark.django_db(transaction=True)

BODY = (
    "<p>Lloyd Austin spoke at the Pentagon. Austin left.</p>"
    "<p>“We will not support an invasion,” Austin said.</p>"
)


@pytest.fixture
def article() -> Article:
    make_person("Lloyd Austin")
    make_organisation("Pentagon")
    return draft_article("Talks", body=BODY)


def test_suggestions_are_shown_and_are_no_part_of_the_text(desk: Desk, article: Article) -> None:
    desk.open(article)
    expect(desk.page.locator(".suggestion-person")).to_have_text(
        ["Lloyd Austin", "Austin", "Austin"]
    )
    expect(desk.page.locator(".suggestion-organisation")).to_have_text("Pentagon")
    expect(desk.page.locator(".suggestion-quote").first).to_be_visible()
    assert "suggestion" not in desk.html()
    assert "<span" not in desk.html()
    desk.save()
    assert mentions() == []


def wait_for_accepted(desk: Desk, expected: set[tuple[str, bool]]) -> None:
    """Wait until the page, which sends decisions beside the save, has sent these."""
    accepted: set[tuple[str, bool]] = set()
    for _ in range(100):
        rows = Suggestion.objects.filter(state="accepted")
        accepted = {(row.rule, row.decided_by is None) for row in rows}
        if accepted == expected:
            return
        desk.page.wait_for_timeout(100)
    assert accepted == expected


def test_next_accept_and_all_other_mentions_by_three_keys(desk: Desk, article: Article) -> None:
    desk.open(article)
    expect(desk.page.locator(".suggestion-person").first).to_be_visible()
    desk.caret_before("Lloyd")
    desk.press("Alt+j")
    expect(desk.page.locator(".suggestion.is-current")).to_have_text("Lloyd Austin")
    desk.press("Alt+a", "Alt+Shift+A")
    expect(desk.page.locator(".tag-mention")).to_have_text(["Lloyd Austin", "Austin", "Austin"])
    desk.save()
    assert mentions() == [
        ("Lloyd Austin", "Lloyd Austin"),
        ("Austin", "Lloyd Austin"),
        ("Austin", "Lloyd Austin"),
    ]
    wait_for_accepted(desk, {("known name", False), ("known surname or alias", False)})


def test_quote_is_accepted_with_its_speaker_and_cue(desk: Desk, article: Article) -> None:
    desk.open(article)
    expect(desk.page.locator(".suggestion-quote").first).to_be_visible()
    desk.page.get_by_role("button", name="Accept: “We will not").click()
    desk.save()
    assert quotes() == [("“We will not support an invasion,”", "Lloyd Austin")]


def test_rejected_stays_away_after_reload(desk: Desk, article: Article) -> None:
    desk.open(article)
    expect(desk.page.locator(".suggestion-organisation")).to_have_count(1)
    desk.caret_before("Pentagon")
    with desk.page.expect_response("**/suggestions/decisions/"):
        desk.press("Alt+x")
    expect(desk.page.locator(".suggestion-organisation")).to_have_count(0)
    with desk.page.expect_response("**/suggestions/"):
        desk.open(article)
    expect(desk.page.locator(".suggestion-person").first).to_be_visible()
    expect(desk.page.locator(".suggestion-organisation")).to_have_count(0)


def test_suggestion_whose_words_change_is_dropped(desk: Desk, article: Article) -> None:
    desk.open(article)
    expect(desk.page.locator(".suggestion-organisation")).to_have_count(1)
    desk.caret_after("Penta")
    desk.type("x")
    expect(desk.page.locator(".suggestion-organisation")).to_have_count(0)


def test_answer_that_comes_while_the_picker_is_open_loses_no_tag(desk: Desk) -> None:
    make_organisation("Pentagon")
    desk.open(draft_article("Talks", body="<p>Jane Roe, 44, met people.</p>"))
    expect(desk.page.locator(".suggestion-person")).to_have_text("Jane Roe")
    desk.caret_after("people.")
    desk.type(" And the Pentagon")
    desk.caret_before("Jane")
    desk.press("Alt+a")
    expect(desk.option("New person")).to_be_visible()
    expect(desk.page.locator(".suggestion-organisation")).to_have_text("Pentagon")
    desk.choose()
    expect(desk.page.locator(".tag-mention")).to_have_text("Jane Roe")


def test_suggestion_that_the_caret_is_in_is_accepted_before_one_pointed_at(
    desk: Desk, article: Article
) -> None:
    desk.open(article)
    expect(desk.page.locator(".suggestion-organisation")).to_have_count(1)
    desk.caret_before("Lloyd")
    desk.press("Alt+j")
    expect(desk.page.locator(".suggestion.is-current")).to_have_text("Lloyd Austin")
    desk.page.locator(".suggestion-organisation").click()
    desk.press("Alt+a")
    expect(desk.page.locator(".tag-mention")).to_have_text("Pentagon")


def test_acceptance_that_is_undone_is_a_suggestion_again_at_once(
    desk: Desk, article: Article
) -> None:
    desk.open(article)
    expect(desk.page.locator(".suggestion-organisation")).to_have_count(1)
    desk.caret_before("Pentagon")
    desk.press("Alt+a")
    expect(desk.page.locator(".suggestion-organisation")).to_have_count(0)
    desk.press("Control+z")
    expect(desk.page.locator(".suggestion-organisation")).to_have_count(1)
    desk.save()
    assert mentions() == []


def test_origin_of_each_of_very_many_tags_is_kept(desk: Desk) -> None:
    letters = "abcdefghij"
    names = [f"Anna{one}x Bertrand{two}" for one in letters for two in letters + "kl"]
    accept_names(*(make_person(name) for name in names))
    desk.open(draft_article("Talks", body="".join(f"<p>Then {name} spoke.</p>" for name in names)))
    expect(desk.page.locator(".suggestion-person").first).to_be_visible()
    desk.page.get_by_role("button", name="Accept all 120 sure").click()
    expect(desk.said).to_contain_text("120 suggestions accepted.")
    desk.page.wait_for_load_state("networkidle")
    desk.save()
    tags = set(Mention.objects.filter(live_at=None).values_list("uuid", flat=True))
    assert len(tags) == 120
    assert set(Suggestion.objects.values_list("tag", flat=True)) == tags


def test_rejected_in_a_new_article_stays_away_wherever_its_words_move(desk: Desk) -> None:
    make_organisation("Pentagon")
    desk.open(None)
    desk.page.locator(".tagged-body .ProseMirror").click()
    desk.type("At the Pentagon today.")
    expect(desk.page.locator(".suggestion-organisation")).to_have_text("Pentagon")
    desk.caret_before("Pentagon")
    desk.press("Alt+x")
    desk.caret_before("At the")
    desk.type("It was late. ")
    with desk.page.expect_response("**/api/v1/suggestions/"):
        pass
    desk.page.wait_for_timeout(100)
    expect(desk.page.locator(".suggestion-organisation")).to_have_count(0)


def test_typed_text_is_asked_about_after_a_pause(desk: Desk, article: Article) -> None:
    desk.open(None)
    desk.page.locator(".tagged-body .ProseMirror").click()
    desk.type("At the Pentagon today.")
    expect(desk.page.locator(".suggestion-organisation")).to_have_text("Pentagon")


def test_sure_ones_are_accepted_together_and_a_new_name_is_asked_for(desk: Desk) -> None:
    accept_names(make_organisation("Pentagon"))
    desk.open(draft_article("Talks", body="<p>Jane Roe, 44, met the Pentagon.</p>"))
    desk.page.get_by_role("button", name="Accept: Jane Roe").click()
    expect(desk.option("New person")).to_be_visible()
    desk.choose()
    desk.page.get_by_role("button", name="Accept all 1 sure").click()
    desk.save()
    pentagon = ("Pentagon", "Pentagon")  # in the other article too
    assert sorted(mentions()) == [("Jane Roe", "Jane Roe"), pentagon, pentagon]


def test_indirect_speech_is_asked_for_by_a_button(desk: Desk) -> None:
    make_person("Sabrina Singh")
    body = "<p>Sabrina Singh confirmed that four calls took place since Sunday.</p>"
    desk.open(draft_article("Talks", body=body))
    expect(desk.page.locator(".suggestion-person")).to_have_text("Sabrina Singh")
    expect(desk.page.locator(".suggestion-quote")).to_have_count(0)
    desk.page.get_by_role("button", name="Indirect speech too").click()
    expect(desk.page.locator(".suggestion-quote")).to_have_text(
        "that four calls took place since Sunday"
    )


def test_failed_request_is_said_and_can_be_made_again(desk: Desk, article: Article) -> None:
    desk.page.route("**/api/v1/articles/*/suggestions/", lambda route: route.abort())
    desk.open(article)
    expect(desk.page.locator(".panel-suggestions")).to_contain_text("could not be asked")
    desk.page.unroute("**/api/v1/articles/*/suggestions/")
    desk.page.get_by_role("button", name="Suggest again").click()
    expect(desk.page.locator(".suggestion-organisation")).to_have_text("Pentagon")
    desk.errors.clear()  # the browser's own words on the request that was broken off
