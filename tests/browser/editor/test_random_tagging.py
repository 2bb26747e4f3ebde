"""Accepting, Alt+Q and Alt+M between random edits: they change no letter and no other tag, and tag
the very words that the page has shown.

`EDITOR_FUZZ_SECONDS=1200` goes on with new seeds for twenty minutes.
"""

import os
import random
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.editor.desk import Desk
from tests.factories import draft_article, make_organisation, make_person

pytestmark = pytest.mark.django_db(transaction=True)

BODY = (
    "<p>Lloyd Austin met Yoav Gallant at the Pentagon. 😀 Austin spoke.</p>"
    "<p>“We will not support an invasion,” Austin said. “It is too early,” Gallant replied.</p>"
    "<p>Lloyd Austin left the Pentagon. “Nobody asked us,” said Yoav Gallant, “nobody at all.”</p>"
)
NAMES = {"Lloyd Austin", "Austin", "Yoav Gallant", "Gallant", "Pentagon"}
STEPS = 16
SECONDS = float(os.environ.get("EDITOR_FUZZ_SECONDS", "0"))
READ = """async () => {
  const { collectTags } = await import("newsroom/editor/tags/tags")
  const { pendingWordsRange } = await import("newsroom/editor/tags/pending_words")
  const { state } = document.querySelector(".tagged-body .ProseMirror").editor
  const words = ({ from, to }) => state.doc.textBetween(from, to, "\\n", "\\n")
  return {
    text: words({ from: 0, to: state.doc.content.size }),
    tags: [...collectTags(state.doc).values()]
      .map(({ key, type, ranges }) => [key, type, ranges.map(words)]),
    pending: (pendingWordsRange(state)?.ranges ?? []).map(words),
  }
}"""
# What is offered when a key is pressed: an answer of the server may come between two reads.
WATCH = """async () => {
  const { suggestionsOf } = await import("newsroom/editor/suggestions/suggestion_marks")
  const { editor } = document.querySelector(".tagged-body .ProseMirror")
  const words = ({ from, to }) => editor.state.doc.textBetween(from, to, "\\n", "\\n")
  const read = () => suggestionsOf(editor.state).map(({ ranges }) => ranges.map(words))
  addEventListener("keydown", () => (window.offeredAtKey = read()), { capture: true })
}"""
PLACES = """() => {
  const { state } = document.querySelector(".tagged-body .ProseMirror").editor
  const places = []
  state.doc.descendants((node, position) => {
    if (!node.isText) return
    let at = position
    for (const sign of node.text) places.push(at), (at += sign.length)
  })
  return places
}"""
CARET = """(position) => {
  const { editor } = document.querySelector(".tagged-body .ProseMirror")
  editor.view.focus()
  editor.commands.setTextSelection(position)
}"""


def seeds() -> Iterator[int]:
    yield 20261201
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        yield random.randrange(10**9)


class Tagger:
    """An editor who types and tags at random; `read` is what the page holds."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.random = desk, random.Random(seed)

    def read(self) -> dict[str, Any]:
        return dict(self.desk.page.evaluate(READ))

    def put_caret(self) -> None:
        places = self.desk.page.evaluate(PLACES)
        if places:
            self.desk.page.evaluate(CARET, self.random.choice(places))

    def step(self) -> None:
        self.put_caret()
        self.random.choice([self.edit, self.accept, self.accept_rest, self.quote, self.tag_all])()
        self.desk.page.wait_for_timeout(self.random.choice([0, 0, 60, 250]))

    def edit(self) -> None:
        keys = ["x", "y", "Enter", "Backspace", "Delete", "Control+z", "Control+Shift+z", "Space"]
        self.desk.press(*self.random.choices(keys, k=3))

    def accept(self) -> None:
        self.checked(["Alt+j", "Alt+a"])

    def accept_rest(self) -> None:
        self.checked(["Alt+Shift+a"])

    def checked(self, keys: list[str]) -> None:
        """Accept: what is tagged then was offered, word for word."""
        before = self.read()
        self.desk.press(*keys)
        offered = self.desk.page.evaluate("window.offeredAtKey")
        self.close()
        for _, words in check_beside(before, self.read()):
            assert words in offered, (words, offered)

    def quote(self) -> None:
        before = self.read()
        self.desk.press("Alt+q")
        form = self.desk.page.locator(".quote-form")
        if not form.count():
            return
        self.desk.page.wait_for_selector(".quote-form[aria-busy]", state="detached")
        if not form.count() or "Change" in form.locator("[type=submit]").inner_text():
            self.close()
            return
        shown = self.read()["pending"]
        self.desk.press("Enter")
        self.close()
        for kind, words in check_beside(before, self.read()):
            assert (kind, words) == ("quote", shown)

    def tag_all(self) -> None:
        before = self.read()
        self.desk.press("Alt+m")
        if self.desk.page.locator("dialog").count():
            self.desk.press("Enter")
        self.close()
        for kind, words in check_beside(before, self.read()):
            assert kind == "mention"
            assert set(words) <= NAMES | {tag[2][0] for tag in before["tags"]}

    def close(self) -> None:
        """Leave a picker or a form that is still open, with nothing chosen."""
        for _ in range(2):
            if self.desk.page.locator(".tag-popover, dialog").count():
                self.desk.press("Escape")


def check_beside(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """The tags that are new, after a look at all else: no letter and no other tag has changed."""
    assert after["text"] == before["text"]
    was = {key: words for key, _, words in before["tags"]}
    now = {key: words for key, _, words in after["tags"]}
    assert {key: now.get(key) for key in was} == was
    return [(kind, words) for key, kind, words in after["tags"] if key not in was]


def test_what_is_tagged_are_the_words_that_were_shown(desk: Desk) -> None:
    make_person("Lloyd Austin")
    make_person("Yoav Gallant")
    make_organisation("Pentagon")
    for seed in seeds():
        desk.open(draft_article(f"Talks {seed}", deck="Words", body=BODY))
        print(f"seed {seed}")  # noqa: T201 - shown with a failure
        desk.page.evaluate(WATCH)
        tagger = Tagger(desk, seed)
        for _ in range(STEPS):
            tagger.step()
        desk.save()
