"""HTTP rules of every resource: HEAD, `Accept`, and the resources themselves."""

import pytest

from tests.api.reading import API, client
from tests.api.stories import rich_article

pytestmark = pytest.mark.django_db

PATHS = ["/", "/articles/", f"{API}/", f"{API}/articles/", f"{API}/people/", "/feed/"]


@pytest.mark.parametrize("path", PATHS)
def test_head_answers_as_get_does_without_a_body(path: str) -> None:
    article = rich_article()
    path = article.get_absolute_url() if path == "/articles/" else path
    whole, head = client.get(path), client.head(path)
    assert head.status_code == whole.status_code == 200
    assert head["ETag"] == whole["ETag"]
    assert head["Content-Type"] == whole["Content-Type"]
    known = {"if-none-match": whole["ETag"]}
    assert client.head(path, headers=known).status_code == 304
    assert client.get(path, headers=known).status_code == 304


@pytest.mark.parametrize("accept", ["", " ", "*/*", "application/json", "application/*;q=0.5"])
def test_empty_accept_is_anything(accept: str) -> None:
    response = client.get(f"{API}/articles/", headers={"accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


def test_root_lists_the_resources() -> None:
    rich_article()
    resources = client.get(f"{API}/").json()
    assert set(resources) >= {"articles", "people", "organisations", "quotes", "takedowns"}
    for address in resources.values():
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(
    "moment", ["2024-09-01t00:00:00z", "2024-09-01T00:00:00Z", "2024-09-01T02:00:00%2B02:00"]
)
def test_moment_may_be_written_in_small_letters(moment: str) -> None:
    assert client.get(f"{API}/articles/?published_after={moment}").status_code == 200


def test_bare_plus_in_an_address_is_named() -> None:
    response = client.get(f"{API}/articles/?published_after=2024-09-01T02:00:00+02:00")
    assert response.status_code == 400
    assert "%2B" in response.json()["errors"][0]["detail"]
