"""Clients that ask again, and caches in front of the API."""

import pytest

from articles.publication.publishing import publish
from articles.revisions.saving import save_revision
from tests.api.reading import API, client
from tests.api.stories import rich_article
from tests.factories import article_in, make_draft, published_article

pytestmark = pytest.mark.django_db

LISTS = [
    f"{API}/{name}/"
    for name in (
        *("articles", "people", "organisations", "quotes", "mentions", "sections"),
        *("corrections", "takedowns"),
    )
]


@pytest.mark.parametrize("path", LISTS)
def test_answer_that_has_not_changed_is_not_sent_again(path: str) -> None:
    rich_article()
    article_in("withdrawn")
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for answer in (first, again):
        assert answer["Cache-Control"] == "public, max-age=0, s-maxage=60"
        assert "Cookie" not in answer.get("Vary", "")


def test_changed_article_is_sent_again() -> None:
    article = published_article("Before")
    path = f"{API}/articles/{article.pk}/"
    before = client.get(path)["ETag"]
    save_revision(article_id=article.pk, base=1, draft=make_draft("After"), by=None)
    publish(article_id=article.pk, by=None)
    response = client.get(path, headers={"if-none-match": before})
    assert response.status_code == 200
    assert response.json()["headline"] == "After"


def test_problems_are_kept_by_no_shared_cache() -> None:
    gone = article_in("withdrawn")
    for path in ("/articles/?x=1", "/articles/999/", f"/articles/{gone.pk}/"):
        response = client.get(API + path)
        assert response.status_code >= 400
        assert "Cache-Control" not in response
