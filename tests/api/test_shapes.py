"""The structs that describe answers of the API are what the answers are made of."""

from typing import Any

import pytest
from msgspec.json import decode, encode

from articles.api import tag_payloads
from articles.models import Article
from articles.publication.corrections import Notice, publish_correction
from articles.publication.renditions import api_shapes
from tests.api.reading import API, client
from tests.api.stories import rich_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    article = rich_article()
    publish_correction(article_id=article.pk, notice=Notice("correction", "It was 5."), by=None)
    return article


def assert_made_of(answer: bytes, shape: Any) -> None:
    """Members of another name, in another order or of another type would not come back the same."""
    assert encode(decode(answer, type=shape)) == answer


def test_one_article_is_its_shape(article: Article) -> None:
    assert_made_of(client.get(f"{API}/articles/{article.pk}/").content, api_shapes.Article)


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize(
    ("address", "shape"),
    [
        ("articles/", api_shapes.ListedArticle),
        ("articles/?q=wheels", api_shapes.ListedArticle),
        ("quotes/", tag_payloads.Quote),
        ("mentions/", tag_payloads.Mention),
    ],
)
def test_rows_of_lists_are_their_shape(address: str, shape: Any) -> None:
    page = decode(client.get(f"{API}/{address}").content)
    assert page["results"]
    for row in page["results"]:
        assert_made_of(encode(row), shape)


@pytest.mark.usefixtures("article")
def test_one_quote_and_one_mention_are_their_shapes() -> None:
    for name, shape in (("quotes", tag_payloads.Quote), ("mentions", tag_payloads.Mention)):
        row = client.get(f"{API}/{name}/").json()["results"][0]
        assert_made_of(client.get(f"{API}/{name}/{row['id']}/").content, shape)
