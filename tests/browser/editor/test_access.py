"""Usable by everybody: by keyboard, by those who listen, right to left, narrow, dark."""

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from tests.browser.editor.desk import Desk
from tests.factories import draft_article, make_organisation, make_person, mention, quote

pytestmark = pytest.mark.django_db(transaction=True)

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@pytest.fixture
def article() -> Article:
    austin, pentagon = make_person("Lloyd Austin"), make_organisation("Pentagon")
    said = quote(austin, "“We will go”")
    return draft_article(
        "Talks",
        body=f"<p>{mention(austin, 'Austin')} of the {mention(pentagon)}: {said}. Jane came.</p>",
    )


def violations(desk: Desk, *places: str) -> list[str]:
    """Return what axe finds at these places, in light and in dark."""
    return [fault for scheme in SCHEMES for fault in violations_in(desk, scheme, places)]


# Colours change from one scheme to the other over 150 ms. The frame lets the change begin.
SETTLED = """async () => {
  await new Promise(requestAnimationFrame)
  await new Promise(requestAnimationFrame)
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
}"""


def violations_in(desk: Desk, scheme: Scheme, places: tuple[str, ...]) -> list[str]:
    desk.page.emulate_media(color_scheme=scheme)
    desk.page.evaluate(SETTLED)
    assert desk.errors == []
    found: Any = Axe().run(desk.page, context={"include": [[place] for place in places]})
    desk.errors.clear()  # axe itself tries inline styles, which our policy refuses
    return [
        f"{scheme}: {fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found.response["violations"]
        for node in fault["nodes"]
    ]


EDITOR = (".tagged-text", ".editor-panel", ".editor-status", ".editor-announcer")


def test_axe_finds_nothing_on_the_page_in_the_editor_and_in_its_forms(
    desk: Desk, article: Article
) -> None:
    desk.open(article)
    assert violations(desk, "body") == []
    desk.select("Aus")
    desk.type("Mar")
    expect(desk.page.locator(".panel-checks")).to_be_visible()
    for summary in desk.page.locator(".editor-panel summary").all():
        summary.click()
    assert violations(desk, *EDITOR) == []
    desk.tag("Jane", "Alt+p")
    expect(desk.option("New person")).to_be_visible()
    assert violations(desk, ".tag-popover") == []
    desk.press("Escape")
    desk.tag("Jane came", "Alt+q")
    assert violations(desk, ".tag-popover") == []
    desk.press("Escape")
    desk.tag("Jane came", "Alt+k")
    assert violations(desk, ".tag-popover") == []
    desk.type("Did she?")
    desk.press("Control+Enter")
    expect(desk.page.locator(".margin-comment")).to_have_count(1)
    assert violations(desk, ".panel-comments") == []
    desk.press("Alt+h")
    assert violations(desk, "dialog") == []


def test_toolbar_is_one_stop_and_arrows_move_in_it(desk: Desk, article: Article) -> None:
    desk.open(article)
    desk.page.locator(".tagged-body [role=toolbar] button").first.focus()
    desk.press("ArrowRight")
    assert desk.page.evaluate("document.activeElement.ariaLabel") == "Italic"
    desk.press("Tab")
    assert desk.page.evaluate("document.activeElement.classList.contains('ProseMirror')")
    desk.press("Shift+Tab")
    assert desk.page.evaluate("document.activeElement.ariaLabel") == "Italic"


def test_focus_comes_back_from_every_form(desk: Desk, article: Article) -> None:
    desk.open(article)
    for key in ("Alt+p", "Alt+q", "Alt+k", "Alt+h", "Alt+t"):
        desk.select("We will" if key == "Alt+t" else "Jane came")
        desk.press(key)
        desk.page.wait_for_selector(".tag-popover, dialog")
        desk.press("Escape")
        desk.page.wait_for_selector(".tag-popover, dialog", state="detached")
        assert desk.page.evaluate("document.activeElement.classList.contains('ProseMirror')"), key


def test_list_of_tags_is_reached_by_a_key_and_leads_to_the_words(
    desk: Desk, article: Article
) -> None:
    desk.open(article)
    desk.caret_before("Jane")
    desk.press("Alt+l", "Enter", "Tab", "Enter")
    selected = "getSelection().toString()"
    assert desk.page.evaluate(selected) == "Austin"


def test_right_to_left_article_is_written_and_tagged(desk: Desk) -> None:
    make_person("لويد أوستن")
    desk.open(draft_article("محادثات", body="<p>قال لويد أوستن إن</p>", language="ar"))
    body = desk.page.locator(".tagged-body .ProseMirror")
    expect(body).to_have_attribute("dir", "rtl")
    desk.tag("لويد أوستن", "Alt+p")
    desk.choose()
    expect(desk.page.locator(".tag-mention")).to_have_text("لويد أوستن")
    desk.page.select_option("#id_language", "en")
    expect(body).to_have_attribute("dir", "ltr")


@pytest.mark.parametrize(("width", "zoom"), [(360, 1), (1280, 2)])
def test_narrow_window_and_double_size_need_no_sideways_scrolling(
    browser: Browser, live_server: LiveServer, article: Article, width: int, zoom: int
) -> None:
    """A browser's zoom of 200 % halves the width that a page has."""
    size = {"width": width // zoom, "height": 800}
    with browser.new_context(viewport=size, device_scale_factor=zoom) as context:  # type: ignore[arg-type]
        desk = Desk(context.new_page(), live_server.url)
        desk.sign_in()
        desk.open(article)
        desk.tag("Jane", "Alt+p")
        widths = desk.page.evaluate(
            """[...document.querySelectorAll(".tagged-text, .editor-panel, .tag-popover")].map(
              (dom) => dom.getBoundingClientRect().right)"""
        )
        assert max(widths) <= size["width"]


def test_dark_mode_is_dark_and_tags_can_be_read(desk: Desk, article: Article) -> None:
    desk.page.emulate_media(color_scheme="dark")
    desk.open(article)
    colours = desk.page.evaluate(
        """[".tagged-body .ProseMirror", ".tag-mention"].map(
          (name) => getComputedStyle(document.querySelector(name)).backgroundColor)"""
    )
    assert all(max(map(int, colour[4:-1].split(", "))) < 110 for colour in colours), colours
    assert len(desk.page.screenshot()) > 10_000


def test_form_of_a_quote_does_not_cover_its_words(desk: Desk) -> None:
    body = "<p>First.</p>" * 3 + "<p>“We will not support an invasion,” Lloyd Austin said.</p>"
    make_person("Lloyd Austin")
    desk.open(draft_article("Talks", body=body))
    desk.page.set_viewport_size({"width": 1280, "height": 720})
    desk.tag("Lloyd Austin", "Alt+p")
    desk.choose()
    desk.tag("“We will not support an invasion,”", "Alt+q")
    expect(desk.page.locator(".quote-speaker")).to_contain_text("Lloyd Austin")
    desk.page.wait_for_function(
        """() => {
          const place = (name) => document.querySelector(name).getBoundingClientRect()
          const [words, form] = [place(".tag-pending"), place(".tag-popover")]
          return form.top >= words.bottom || form.bottom <= words.top
        }"""
    )
