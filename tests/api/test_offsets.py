"""Offsets are code points, and UTF-16 code units for whoever asks: the exact words either way."""

from typing import Any

import pytest

from articles.models import Rendition
from tests.api.reading import faults, read
from tests.factories import make_person, mention, published_article, quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def path() -> str:
    ada = make_person("Ada")
    body = f"<p>👩‍👩‍👧 {mention(ada, 'Ada 😀')} said: {quote(ada, '“𝔊o, 😀 go.”')}</p>"
    article = published_article(f"😀 {mention(ada, 'Ada')} goes", body=body)
    return f"/articles/{article.pk}/"


def cut(article: dict[str, Any], tag: dict[str, Any], unit: str) -> str:
    text = article["body_text" if tag["field"] == "body" else tag["field"]]
    if unit == "codepoint":
        return text[tag["start"] : tag["end"]]
    units = text.encode("utf-16-le")
    return units[2 * tag["start"] : 2 * tag["end"]].decode("utf-16-le")


@pytest.mark.parametrize("unit", ["codepoint", "utf16"])
@pytest.mark.parametrize("is_stale", [False, True])
def test_words_stand_where_offsets_say_in_either_unit(path: str, unit: str, is_stale: bool) -> None:
    Rendition.objects.update(is_stale=is_stale)
    article = read(path, offsets=unit)
    tags = [*article["mentions"], *article["quotes"]]
    assert len(tags) == 3
    assert [cut(article, tag, unit) for tag in tags] == [tag["exact"] for tag in tags]
    (said,) = article["quotes"]
    assert said["segments"] == [[said["start"], said["end"]]]


def test_code_points_are_counted_unless_asked(path: str) -> None:
    assert read(path) == read(path, offsets="codepoint") != read(path, offsets="utf16")


def test_another_unit_and_another_parameter_are_refused(path: str) -> None:
    assert faults(path, offsets="bytes") == {"offsets": "invalid"}
    assert faults(path, units="utf16") == {"units": "unknown"}
