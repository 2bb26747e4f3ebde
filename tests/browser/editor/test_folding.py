"""The editor finds the other places of a name by the server's rule."""

import pytest
from playwright.sync_api import expect

from tests.browser.editor.editing import Desk, mentions
from tests.factories import draft_article, make_person, mention
from tests.suggestions.test_folding import CASES

pytestmark = pytest.mark.django_db(transaction=True)

FIND = """async (cases) => {
  const { placesIn } = await import("newsroom/editor/folding")
  const words = ({ name, text }) => placesIn(text, [name]).map(([from, to]) => text.slice(from, to))
  return cases.map(words)
}"""


def test_table_of_names_holds_in_the_browser_too(desk: Desk) -> None:
    desk.open(draft_article("Talks", body="<p>x</p>"))
    assert desk.page.evaluate(FIND, CASES) == [case["found"] for case in CASES]


def test_all_other_places_of_a_name_are_tagged_however_it_is_written(desk: Desk) -> None:
    dell = make_person("Sean O'Dell")
    others = "Sean O’Dell, Sean\u00a0O'Dell and Sean O'\u00adDell met SEAN O’DELL."
    desk.open(draft_article("Talks", body=f"<p>{mention(dell)} spoke. {others}</p>"))
    desk.caret_after("Sean O'")
    desk.press("Alt+m")
    boxes = desk.page.locator(".tag-all input")
    expect(boxes).to_have_count(4)
    desk.press("Enter")
    desk.save()
    assert [name for _, name in mentions()] == ["Sean O'Dell"] * 5
