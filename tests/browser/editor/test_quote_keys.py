"""Alt+Q takes the quote that the engine finds at the caret, and the engine alone says whose."""

import pytest
from playwright.sync_api import Route, expect

from entities.models import Entity
from tests.browser.editor.desk import Desk, quotes
from tests.factories import draft_article, make_person, quote

pytestmark = pytest.mark.django_db(transaction=True)

BODY = (
    "<p>😀👩‍👩‍👧 “We will go 😀 now,” said Jon Falk.</p>"
    "<p>“Nein danke,” rief Falk, “auf keinen Fall.” Ja.</p>"
    '<p>"No thank you," said Falk, "by no means." Yes.</p>'
    "<p>„Wir gehen nun alle heim“, Falk said.</p><p>«Not at all, my friends», said Falk.</p>"
    "<p>Falk said: “It goes on here.</p><p>“And it ends here.” So it was.</p>"
    "<p>“Not a word of it is true,” a lawyer for Jon Falk said.</p>"
)
INTERRUPTED = ["“Nein danke,”", "“auf keinen Fall.”"]
STRAIGHT = ['"No thank you,"', '"by no means."']
# Where the caret stands, and the words that are of one quote with it.
PLACES = [
    ("We will", ["“We will go 😀 now,”"]),
    ("“We will go 😀 now,”", ["“We will go 😀 now,”"]),
    ("“Nein danke,”", INTERRUPTED),
    ("rief", INTERRUPTED),
    ("keinen", INTERRUPTED),
    ('"No thank you,"', STRAIGHT),
    ("by no", STRAIGHT),
    ("Wir gehen", ["„Wir gehen nun alle heim“"]),
    ("Not at all", ["«Not at all, my friends»"]),
    ("it ends", ["“It goes on here.", "“And it ends here.”"]),
]


@pytest.fixture
def falk() -> Entity:
    return make_person("Jon Falk")


def test_words_are_those_of_the_engine_in_every_convention(desk: Desk, falk: Entity) -> None:
    desk.open(draft_article("Talks", body=BODY))
    for words, taken in PLACES:
        desk.caret_after(words)
        desk.press("Alt+q")
        desk.wait_for_form()
        assert desk.page.locator(".tag-pending").all_inner_texts() == taken
        desk.press("Escape")
    desk.caret_after("Ja.")
    desk.press("Alt+q")
    expect(desk.said).to_contain_text("Select what was said")
    desk.caret_after("Not a word")
    desk.press("Alt+q")
    desk.wait_for_form()
    expect(desk.page.locator(".quote-speaker")).to_contain_text("Nobody is named")
    expect(desk.page.get_by_label("Role as printed")).to_have_value("a lawyer for Jon Falk")
    desk.press("Escape")
    desk.caret_after("keinen")
    desk.press("Alt+q")
    desk.wait_for_form()
    desk.press("Enter")
    desk.save()
    assert quotes() == [("“Nein danke,” … “auf keinen Fall.”", None)]


def test_headline_and_deck_have_quotes_too(desk: Desk, falk: Entity) -> None:
    article = draft_article(
        "“We will go now,” says Jon Falk", deck="Jon Falk: “We will stay here.”", body="<p>x</p>"
    )
    desk.open(article)
    for field, words in (("headline", "“We will go now,”"), ("deck", "“We will stay here.”")):
        desk.caret_after("We", field=field)
        desk.press("Alt+q")
        desk.wait_for_form()
        expect(desk.page.locator(".tag-pending")).to_have_text(words)
        expect(desk.page.locator(".quote-speaker")).to_contain_text("Jon Falk")
        desk.press("Enter")
    desk.save()
    assert sorted(quotes()) == [
        ("“We will go now,”", "Jon Falk"),
        ("“We will stay here.”", "Jon Falk"),
    ]


def test_surname_of_a_new_entity_is_the_new_entity(desk: Desk) -> None:
    body = "<p>Nkiru Ozoemena, 44, met us.</p><p>“We will go now,” Ozoemena said.</p>"
    desk.open(draft_article("Talks", body=body))
    desk.tag("Nkiru Ozoemena", "Alt+p")
    desk.option("New person").click()
    desk.caret_after("We will")
    desk.press("Alt+q")
    expect(desk.page.locator(".quote-speaker")).to_contain_text("Nkiru Ozoemena")
    desk.press("Enter")
    desk.save()
    assert quotes() == [("“We will go now,”", "Nkiru Ozoemena")]


def test_server_that_does_not_answer_proposes_nobody(desk: Desk, falk: Entity) -> None:
    desk.open(draft_article("Talks", body=BODY))
    held: list[Route] = []
    desk.page.route("**/suggestions/", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    desk.select("“We will go 😀 now,”")
    desk.press("Alt+q")
    expect(desk.page.locator(".tag-pending")).to_have_text("“We will go 😀 now,”")
    desk.press("Enter")  # nobody has seen yet whose it would be
    expect(desk.page.locator(".quote-form")).to_be_visible()
    held.pop().abort()
    expect(desk.page.locator(".quote-speaker")).to_contain_text("Nobody is named")
    desk.press("Enter")
    desk.caret_after("rief")
    desk.press("Alt+q")
    expect(desk.page.locator(".quote-form")).to_be_visible()
    held.pop().abort()
    expect(desk.said).to_contain_text("Select what was said")
    desk.page.unroute("**/suggestions/")
    desk.save()
    assert quotes() == [("“We will go 😀 now,”", None)]
    desk.errors.clear()  # the browser's own words on requests that were broken off


def test_key_in_a_tagged_quote_opens_it(desk: Desk, falk: Entity) -> None:
    desk.open(draft_article("Talks", body=f"<p>{quote(falk, '“We will go.”')} Jon Falk said.</p>"))
    desk.caret_after("We")
    desk.press("Alt+q")
    expect(desk.page.get_by_role("dialog", name="Change the quote")).to_be_visible()
