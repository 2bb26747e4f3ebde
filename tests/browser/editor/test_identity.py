"""Random edits through the real editor: a tag covers the characters that it covered before and
those put inside it, and no others.

`EDITOR_FUZZ_SECONDS=1200` goes on with new seeds for twenty minutes.
"""

import json
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from articles.models import Article, Mention
from tests.browser.editor.desk import Desk
from tests.factories import draft_article, make_person

pytestmark = pytest.mark.django_db(transaction=True)

DRIVE = (Path(__file__).parent / "random_edits.js").read_text()
MENTIONED = """async () => {
  const { collectTags } = await import("newsroom/editor/tags/tags")
  const fields = [...document.querySelectorAll(".tagged-text .ProseMirror")]
  const tags = fields.flatMap(({ editor }) => [...collectTags(editor.state.doc).values()])
  const mentions = tags.filter(({ type }) => type === "mention")
  return mentions.flatMap(({ ranges }) => ranges.map(({ text }) => text))
}"""
EDITS = 160
SECONDS = float(os.environ.get("EDITOR_FUZZ_SECONDS", "0"))


def seeds() -> Iterator[int]:
    yield 20261130
    yield random.randrange(10**9)
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        yield random.randrange(10**9)


def test_tag_covers_only_what_it_covered_or_was_put_inside_it(desk: Desk) -> None:
    people = [make_person(name).pk for name in ("Lloyd Austin", "Yoav Gallant")]
    desk.open(draft_article("Talks", body="<p>x</p>"))
    for seed in seeds():
        given = {"seed": seed, "edits": EDITS, "people": people}
        fault = desk.page.evaluate(DRIVE, given)
        assert fault is None, json.dumps({"seed": seed, **fault}, indent=1, ensure_ascii=False)
    desk.paste("", "Talks", field="headline")
    shown = [tidy(words) for words in desk.page.evaluate(MENTIONED)]
    desk.save()
    stored = Mention.objects.filter(revision=Article.objects.get().head)
    assert sorted(filter(None, shown)) == sorted(tidy(row.exact) for row in stored)
    # Chromium asks for styles where it joins lines itself, which our policy refuses it.
    desk.errors[:] = [text for text in desk.errors if "inline style" not in text]


def tidy(words: str) -> str:
    return " ".join(words.split())
