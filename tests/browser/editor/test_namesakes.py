"""A name is not given to another person of that name: what the editor shows, asks and refuses."""

import pytest
from playwright.sync_api import expect

from articles.models import AcceptedName, Article, Mention
from entities.models import Entity
from tests.browser.editor.desk import Desk, mentions, quotes
from tests.factories import (
    COMPLETE,
    accept_names,
    draft_article,
    make_person,
    mention,
    quote,
)

pytestmark = pytest.mark.django_db(transaction=True)

CARPENTER = (
    "<p>Joe Biden, 34, a carpenter from Vellmar, was fined on Monday.</p>"
    "<p>“I forgot the papers,” Joe Biden said.</p>"
)
PLAIN = "<p>Joe Biden spoke on Monday.</p><p>“I forgot the papers,” Joe Biden said.</p>"
PRESIDENT = "president of the United States"


@pytest.fixture
def president() -> Entity:
    return make_person("Joe Biden", description=PRESIDENT)


def panel(desk: Desk) -> str:
    return str(desk.page.locator(".panel-suggestions").inner_text())


def test_whom_the_text_speaks_against_nobody_gets_by_a_key(desk: Desk, president: Entity) -> None:
    accept_names(president)
    desk.open(draft_article("Fined", body=CARPENTER))
    expect(desk.page.locator(".suggestion-person").first).to_be_visible()
    assert "sure" not in panel(desk).partition("Suggest again")[0]
    desk.caret_before("Joe Biden, 34")
    desk.press("Alt+a")
    expect(desk.page.locator(".entity-doubt")).to_contain_text("carpenter")
    expect(desk.option("Joe Biden")).to_contain_text(PRESIDENT)
    desk.page.wait_for_timeout(300)
    desk.press("Enter")
    assert "data-mention" not in desk.html()
    desk.option("New person").click()
    expect(desk.page.locator(".entity-box label")).to_contain_text(PRESIDENT)
    desk.type("carpenter from Vellmar")
    desk.press("Enter")
    desk.page.get_by_role("button", name="other mention").or_(
        desk.page.get_by_role("button", name="more mention")
    ).click()
    desk.save()
    made = Entity.objects.get(description="carpenter from Vellmar")
    assert set(Mention.objects.filter(entity=made).values_list("exact", flat=True)) == {"Joe Biden"}
    article = Article.objects.latest("pk")
    assert not Mention.objects.filter(entity=president, revision__article=article).exists()
    assert "carpenter from Vellmar" in desk.messages()


def test_first_mention_of_somebody_is_never_accepted_with_others(
    desk: Desk, president: Entity
) -> None:
    desk.open(draft_article("Talks", body=PLAIN))
    expect(desk.page.locator(".panel-suggestions")).to_contain_text("yourself first")
    assert PRESIDENT in panel(desk)
    expect(desk.page.get_by_role("button", name="sure")).to_have_count(0)
    desk.caret_before("Joe Biden spoke")
    desk.press("Alt+a")
    expect(desk.said).to_contain_text(PRESIDENT)
    desk.page.get_by_role("button", name="Accept all 2 sure").click()
    expect(desk.said).to_contain_text(PRESIDENT)
    desk.save()
    assert mentions() == [("Joe Biden", "Joe Biden")] * 2
    assert quotes() == [("“I forgot the papers,”", "Joe Biden")]
    assert AcceptedName.objects.get().entity == president


def test_name_accepted_in_another_article_is_shown_and_taken(desk: Desk, president: Entity) -> None:
    accept_names(president)
    desk.open(draft_article("More talks", body=PLAIN))
    whom = desk.page.locator(".suggestion-entities")
    expect(whom).to_have_text(f"Joe Biden ({PRESIDENT}), last accepted in “Talks”")
    desk.page.get_by_role("button", name="Accept all 3 sure").click()
    expect(desk.said).to_contain_text(PRESIDENT)


def test_changing_one_tag_offers_the_others_of_the_name(desk: Desk, president: Entity) -> None:
    body = (
        f"<p>{mention(president)} met people. {mention(president)} left.</p>"
        f"<p>{quote(president, '“I forgot the papers,”')} he said.</p>"
    )
    desk.open(draft_article(f"{mention(president)} fined", body=body))
    desk.caret_before("Joe Biden met")
    desk.press("ArrowRight", "Alt+t")
    desk.wait_for_form()
    desk.option("New person").click()
    desk.type("carpenter")
    desk.press("Enter")
    dialog = desk.page.get_by_role("dialog", name="Do the other 3 tags of Joe Biden")
    expect(dialog.get_by_role("checkbox")).to_have_count(3)
    dialog.get_by_role("button", name="Change those ticked").click()
    expect(desk.said).to_contain_text("3 tags name Joe Biden (carpenter) now.")
    assert f'data-entity="{president.pk}"' not in desk.html() + desk.html("headline")
    assert f'data-speaker="{president.pk}"' not in desk.html()
    desk.page.get_by_role("button", name="Undo", exact=True).last.click()
    assert f'data-entity="{president.pk}"' in desk.html("headline")
    assert f'data-speaker="{president.pk}"' in desk.html()


def test_quote_of_a_day_to_come_is_refused_by_the_form(desk: Desk, president: Entity) -> None:
    body = f"<p>{quote(president, '“I forgot the papers,”')} he said.</p>"
    desk.open(draft_article("Talks", body=body))
    desk.caret_before("forgot")
    desk.press("Alt+q")
    desk.wait_for_form()
    expect(desk.page.locator(".quote-speaker")).to_contain_text(PRESIDENT)
    desk.page.get_by_label("Said on").fill("2199-01-01")
    desk.page.get_by_role("button", name="Change", exact=True).last.click()
    expect(desk.page.locator(".quote-error")).to_be_visible()
    assert "2199" not in desk.html()


def test_editor_in_a_hurry_does_not_publish_the_carpenters_words_as_the_presidents(
    desk: Desk, president: Entity
) -> None:
    earlier = accept_names(president)
    article = draft_article("Fined", body=CARPENTER, **COMPLETE)
    desk.open(article)
    expect(desk.page.locator(".suggestion-person").first).to_be_visible()
    expect(desk.page.get_by_role("button", name="sure")).to_have_count(0)
    desk.page.get_by_role("button", name="Accept: Joe Biden").first.click()
    desk.option(PRESIDENT).click()
    desk.page.get_by_role("button", name="Accept all: Quotes").click()
    expect(desk.page.locator(".panel-quotes")).to_contain_text(PRESIDENT)
    with desk.page.expect_navigation():
        desk.page.click("[name=_publish]", no_wait_after=True)
    findings = desk.page.locator(".findings")
    expect(findings).to_contain_text("carpenter")
    expect(findings).to_contain_text(PRESIDENT)
    assert Article.objects.public().get() == earlier
    desk.page.goto(f"{desk.origin}{president.get_absolute_url()}")
    assert "forgot the papers" not in desk.page.content()
    desk.open(article)
    desk.page.locator(".readiness summary").click()
    desk.page.get_by_role("button", name="Yes, this is right").click()
    expect(desk.page.locator(".messagelist")).to_contain_text("Confirmed:")
    expect(desk.page.locator(".findings")).not_to_contain_text("carpenter")


def test_no_way_in_gives_a_doubted_name_or_quote_unasked(desk: Desk, president: Entity) -> None:
    accept_names(president)
    desk.open(draft_article("Fined", body=CARPENTER))
    expect(desk.page.locator(".suggestion-quote")).to_be_visible()
    for caret, key in (
        ("Joe Biden, 34", "Alt+a"),
        ("Joe Biden said", "Alt+a"),
        ("forgot", "Alt+a"),
        ("forgot", "Alt+q"),
        ("Joe Biden said", "Alt+Shift+A"),
    ):
        desk.caret_before(caret)
        desk.press(key)
        desk.wait_for_form()
        desk.page.wait_for_timeout(200)
        assert "Said by" not in desk.page.locator(".tag-popover").inner_text()
        desk.press("Escape")
        assert "<span" not in desk.html()
    desk.page.get_by_role("button", name="Accept all: Quotes").click()
    expect(desk.said).to_contain_text("Accept a mention of each speaker first")
    assert "<span" not in desk.html()
