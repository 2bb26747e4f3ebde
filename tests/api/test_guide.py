"""The examples of docs/api.md do what it says, in their order, on a site of their own."""

import re
from typing import Any

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from entities.models import Entity
from newsroom.api_keys.keys import create_key
from newsroom.scopes import Scope
from tests.changes import settle
from tests.factories import make_section, make_staff, published_article

GUIDE = settings.BASE_DIR / "docs" / "api.md"
BLOCKS = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.mark.django_db(transaction=True)
def test_examples_run(live_server: LiveServer) -> None:
    make_section()
    first = published_article("In the archive")
    _key, secret = create_key(
        owner=make_staff("administrator"), name="Guide", scopes=Scope.values, by=None
    )
    blocks = BLOCKS.findall(GUIDE.read_text())
    assert len(blocks) == 8
    names: dict[str, Any] = {}
    for block in blocks:
        source = block.replace("https://news.example", live_server.url)
        source = source.replace("newsroom_…", secret)
        settle()
        exec(compile(source, str(GUIDE), "exec"), names)  # noqa: S102 - our own guide
    assert names["mirror"] == {
        f"/api/v1/articles/{pk}/": article for pk, article in names["archive"].items()
    }
    assert [one["headline"] for one in names["archive"].values()] == ["In the archive"]
    article = Article.objects.get(pk=names["draft"]["id"])
    settle()
    names["follow"]()
    assert names["mirror"].keys() == {f"/api/v1/articles/{pk}/" for pk in (first.pk, article.pk)}
    assert article.live is not None
    assert article.live.deck_text == "No result after three days"
    assert {tag["exact"] for tag in names["draft"]["mentions"]} == {"Ada Lee"}
    assert article.corrections.get().text == "The talks lasted three days."
    assert {*Entity.objects.values_list("name", flat=True)} == {"Ada Lee", "Eve Stone", "Raj Patel"}
