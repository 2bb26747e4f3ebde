"""The editor finds the other places of a name by the server's rule."""

import pytest
from playwright.sync_api import expect

from tests.browser.editor.desk import Desk, mentions
from tests.factories import draft_article, make_person, mention

pytestmark = pytest.mark.django_db(transaction=True)


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
