"""`Desk`, an editor at an article's page: mouse and keys, and what the page then holds."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from playwright.sync_api import Page, Route, expect

from articles.models import Article, Mention, Quote
from newsroom.lib.postgres.server import ticks
from newsroom.models import User
from tests.clients import sign_in
from tests.concurrency.racing import PATIENCE_SECONDS
from tests.factories import make_user

SELECT = """([field, words, nth, side]) => {
  const { editor } = document.querySelector(`.tagged-${field} .ProseMirror`)
  const at = []
  editor.state.doc.descendants((node, position) => {
    if (!node.isTextblock) return
    const text = node.textBetween(0, node.content.size, "\\n", "\\ufffc")
    for (let i = text.indexOf(words); i >= 0; i = text.indexOf(words, i + 1)) {
      at.push(position + 1 + i)
    }
  })
  if (at[nth] === undefined) throw new Error(`“${words}” is not there ${nth + 1} times`)
  editor.view.focus()
  const [from, to] = [at[nth], at[nth] + words.length]
  const [start, end] = { before: [from, from], after: [to, to] }[side] ?? [from, to]
  editor.commands.setTextSelection({ from: start, to: end })
}"""
PASTE = """([field, html, text]) => {
  const data = new DataTransfer()
  if (html) data.setData("text/html", html)
  data.setData("text/plain", text)
  const dom = document.querySelector(`.tagged-${field} .ProseMirror`)
  const options = { clipboardData: data, bubbles: true, cancelable: true }
  dom.dispatchEvent(new ClipboardEvent("paste", options))
}"""
# As a browser does it, without the mouse: the selection of a field to before words of another.
DRAG = """([from, field, words, isCopy]) => {
  const data = new DataTransfer()
  const source = document.querySelector(`.tagged-${from} .ProseMirror`)
  const { view } = document.querySelector(`.tagged-${field} .ProseMirror`).editor
  let place = 0
  view.state.doc.descendants((node, position) => {
    if (node.isText && node.text.includes(words)) place = position + node.text.indexOf(words)
  })
  const options = { dataTransfer: data, bubbles: true, cancelable: true, ctrlKey: isCopy }
  source.dispatchEvent(new DragEvent("dragstart", options))
  view.dom.scrollIntoView({ block: "center", behavior: "instant" })
  const { left, top, bottom } = view.coordsAtPos(place)
  const point = { clientX: left, clientY: (top + bottom) / 2 }
  view.dom.dispatchEvent(new DragEvent("drop", { ...options, ...point }))
  source.dispatchEvent(new DragEvent("dragend", options))
}"""
DROP = """([field, text]) => {
  const { view } = document.querySelector(`.tagged-${field} .ProseMirror`).editor
  const dataTransfer = new DataTransfer()
  dataTransfer.setData("text/plain", text)
  view.dom.scrollIntoView({ block: "center", behavior: "instant" })
  const { left, top, bottom } = view.coordsAtPos(view.state.selection.from)
  const point = { clientX: left, clientY: (top + bottom) / 2 }
  const options = { dataTransfer, bubbles: true, cancelable: true, ...point }
  view.dom.dispatchEvent(new DragEvent("drop", options))
}"""
HTML = "field => document.querySelector(`.tagged-${field} .ProseMirror`).editor.getHTML()"
TEXT = "field => document.querySelector(`.tagged-${field} .ProseMirror`).editor.getText()"

KEPT = """(words) => Object.entries(localStorage).some(
  ([name, kept]) => name.startsWith("newsroom-unsaved ") && kept.includes(words),
)"""


@dataclass
class Desk:
    """The change page of one article. `errors` are what the console said; none is expected."""

    page: Page
    origin: str
    errors: list[str] = field(default_factory=list)

    def sign_in(self, user: User | None = None) -> None:
        client = sign_in(user or make_user(is_staff=True, is_superuser=True))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.origin}]
        )

    def open(self, article: Article | None) -> None:
        path = f"{article.pk}/change/" if article else "add/"
        self.page.goto(f"{self.origin}/admin/articles/article/{path}")
        self.page.wait_for_selector(".has-editor .tagged-body .ProseMirror")

    def select(self, words: str, *, field: str = "body", nth: int = 0) -> None:
        self.page.evaluate(SELECT, [field, words, nth, ""])

    def caret_before(self, words: str, *, field: str = "body") -> None:
        self.page.evaluate(SELECT, [field, words, 0, "before"])

    def caret_after(self, words: str, *, field: str = "body") -> None:
        self.page.evaluate(SELECT, [field, words, 0, "after"])

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def paste(self, html: str, text: str = "", *, field: str = "body") -> None:
        self.page.evaluate(PASTE, [field, html, text])

    def drag(
        self, words: str, *, before: str, to: str, is_copy: bool = False, **place: Any
    ) -> None:
        """Drag words from a field to before some words of another, or of the same."""
        self.select(words, **place)
        self.page.evaluate(DRAG, [place.get("field", "body"), to, before, is_copy])

    def drop_text(self, text: str, *, field: str = "body") -> None:
        """Drop text of another program where the caret is."""
        self.page.evaluate(DROP, [field, text])

    def html(self, field: str = "body") -> str:
        return str(self.page.evaluate(HTML, field))

    def text(self, field: str = "body") -> str:
        return str(self.page.evaluate(TEXT, field))

    def tag(self, words: str, key: str, *, nth: int = 0, field: str = "body") -> None:
        """Select words and open the picker, or the form of a quote."""
        self.select(words, field=field, nth=nth)
        self.press(key)
        self.wait_for_form()

    def wait_for_form(self) -> None:
        """The picker, or a quote's form once the engine has said whose it is."""
        self.page.wait_for_selector(".tag-popover:not(:has([aria-busy]))")

    def option(self, text: str) -> Any:
        return self.page.locator(".entity-box [role=option]", has_text=text).first

    def choose(self) -> None:
        """Enter in the picker; it is kept until the list is there."""
        self.press("Enter")
        self.page.wait_for_selector(".tag-popover", state="detached")

    @property
    def said(self) -> Any:
        return self.page.locator(".editor-message")

    def save(self) -> None:
        """Save, and wait for the page that the server answers with.

        A press is the press alone: Playwright counts the wait for the server's answer to it as
        well, which on a busy machine, for a long article, takes longer than any press.
        """
        with self.page.expect_navigation():
            self.page.click("[name=_continue]", no_wait_after=True)
        self.page.wait_for_selector(".has-editor .tagged-body .ProseMirror")

    def wait_until_kept(self, words: str) -> None:
        """Wait until the browser keeps unsaved work that has these words."""
        self.page.wait_for_function(KEPT, arg=words)

    def wait_until_nothing_is_kept(self) -> None:
        self.page.wait_for_function(f"() => !({KEPT})('')")

    def wait_for_html(self, html: str) -> None:
        self.page.wait_for_function(f"(html) => ({HTML})('body') === html", arg=html)

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait for what the test's own process sees of the page, as its requests."""
        for _ in ticks(PATIENCE_SECONDS):
            if condition():
                return
            self.page.wait_for_timeout(20)  # meanwhile Playwright hands events over
        raise AssertionError("It did not come to that.")

    def messages(self) -> str:
        return " | ".join(self.page.locator(".messagelist li").all_inner_texts())

    def hold_search(self) -> list[Route]:
        """Searches wait until the test lets them go on."""
        held: list[Route] = []
        where = "**/api/v1/entities/**"
        self.page.route(where, lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
        return held


def mentions() -> list[tuple[str, str]]:
    """Words and names of the mentions in the working copy, in the order of the text."""
    rows = Mention.objects.filter(revision__head_of__isnull=False).order_by("field", "start")
    return [(row.exact, row.entity.name) for row in rows.select_related("entity")]


def quotes() -> list[tuple[str, str | None]]:
    rows = Quote.objects.filter(revision__head_of__isnull=False).order_by("start", "-end")
    return [(row.text, row.speaker and row.speaker.name) for row in rows.select_related("speaker")]


def config(page: Page) -> Any:
    return json.loads(page.locator("#editor-config").inner_text())


__all__ = ["Desk", "config", "expect", "mentions", "quotes"]
