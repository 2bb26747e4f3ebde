"""Rules that the editor follows too, by tables that its own tests read (tests/javascript)."""

from html import escape
from typing import Any

import pytest

from articles.tagging import Field, read
from articles.tagging.superscripts import with_superscripts
from tests.data import table


@pytest.mark.parametrize("case", table("superscripts"))
def test_superscripts_become_characters(case: dict[str, str]) -> None:
    assert with_superscripts(case["text"], case["level"], case["before"]) == case["result"]


@pytest.mark.parametrize("case", table("plain_text"))
def test_plain_text_of_paragraphs(case: dict[str, Any]) -> None:
    paragraphs = (escape(text).replace("|", "<br>") for text in case["paragraphs"])
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    assert read(html, field=Field.BODY).document.text == case["text"]
