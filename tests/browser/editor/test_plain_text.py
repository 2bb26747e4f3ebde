"""Browser and server agree on a document's plain text and offsets: a fuzz over random documents."""

import json
import random
import unicodedata
from typing import Any

import pytest

from articles.tagging import Field, read
from tests.browser.editor.desk import Desk
from tests.factories import draft_article

pytestmark = pytest.mark.django_db(transaction=True)

DOCUMENTS = 400
# Every document is made editor content, as it would be after pasting; the text is then the
# editor's, and the server's of what the editor sends.
AGREE = """async (documents) => {
  const { plainText, unitOffsets, rangeAt } = await import("newsroom/editor/text/plain_text")
  const { editor } = document.querySelector(".tagged-body .ProseMirror")
  return documents.map((html) => {
    editor.commands.setContent(html)
    const plain = plainText(editor.state.doc)
    const offsets = unitOffsets(plain.text)
    const words = []
    for (let at = 0; at + 3 < offsets.length; at += 7) {
      const range = rangeAt(plain, offsets, at, at + 3)
      words.push(range && editor.state.doc.textBetween(range.from, range.to, "\\n\\n", "\\n"))
    }
    return { html: editor.getHTML(), text: plain.text, words }
  })
}"""
PIECES = [
    *(
        "a",
        "Word",
        "don’t",
        "é",
        "e\u0301",
        "a\u0323\u0302",
        "👩‍👩‍👧",
        "🇫🇷",
        "שלום",
        "مرحبا",
        "한",
        "\u1112\u1161\u11ab",
    ),
    *(
        " ",
        "  ",
        "\n",
        "\t",
        "\u00a0",
        "\u00ad",
        "\u200b",
        "\u2028",
        "&amp;",
        "&lt;",
        "“",
        "”",
        ".",
        "-",
    ),
    *("<br>", " <br> ", "<br><br>", "\u202e", "\ufb01", "Å", "ﬀ", "1", "２"),
]
INLINE = ["strong", "em", "b", "i", "span", "u"]
BLOCKS = ["p", "h2", "h3", "blockquote", "ul", "ol", "div", "p", "p"]


def inline(rng: random.Random, depth: int = 0) -> str:
    made = []
    for _ in range(rng.randrange(1, 8)):
        if depth < 3 and rng.random() < 0.25:
            name = rng.choice(INLINE)
            made.append(f"<{name}>{inline(rng, depth + 1)}</{name}>")
        else:
            made.append(rng.choice(PIECES))
    return "".join(made)


def block(rng: random.Random, depth: int = 0) -> str:
    name = rng.choice(BLOCKS)
    if name in ("ul", "ol"):
        items = "".join(f"<li>{block(rng, depth + 1)}</li>" for _ in range(rng.randrange(1, 3)))
        return f"<{name}>{items}</{name}>" if depth < 2 else f"<p>{inline(rng)}</p>"
    if name == "blockquote" and depth < 2:
        return f"<blockquote>{block(rng, depth + 1)}</blockquote>"
    return f"<{name}>{inline(rng)}</{name}>" if name != "blockquote" else f"<p>{inline(rng)}</p>"


def tagged(rng: random.Random, html: str, number: int) -> str:
    """The block with a mention around it, which must hold the same words on both sides."""
    if html.startswith("<p>") and rng.random() < 0.4:
        uuid = f"00000000-0000-4000-8000-{number:012d}"
        start = f'<span data-mention="{uuid}" data-entity="1">'
        return f"<p>{start}{html[3:-4]}</span></p>"
    return html


def documents(seed: int) -> list[str]:
    rng = random.Random(seed)
    made = []
    for number in range(DOCUMENTS):
        blocks = [tagged(rng, block(rng), number * 10 + n) for n in range(rng.randrange(1, 5))]
        made.append("".join(blocks))
    return made


def agreement(desk: Desk, made: list[str]) -> list[dict[str, Any]]:
    return json.loads(json.dumps(desk.page.evaluate(AGREE, made)))


def test_plain_text_and_offsets_agree_on_random_documents(desk: Desk) -> None:
    desk.open(draft_article("Talks", body="<p>x</p>"))
    for seed in (20261124, random.randrange(10**9)):
        check_agreement(desk, seed)


def check_agreement(desk: Desk, seed: int) -> None:
    for made, found in zip(documents(seed), agreement(desk, documents(seed)), strict=True):
        document = read(found["html"], field=Field.BODY).document
        assert found["text"] == document.text, (seed, made)
        server = [document.text[at : at + 3] for at in range(0, len(document.text) - 2, 7)]
        for mine, theirs in zip(found["words"], server, strict=True):
            if mine is not None and "\n" not in theirs and "  " not in mine:
                assert normal(mine) == normal(theirs), (seed, made)


def normal(text: str) -> str:
    """Return the words composed (NFC), with single spaces, to compare them by."""
    return " ".join(unicodedata.normalize("NFC", text).split())
