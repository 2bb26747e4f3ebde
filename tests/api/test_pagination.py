"""Pages by keyset: every row once and in order, whatever happens between two pages."""

from datetime import datetime, timedelta, timezone
from itertools import chain
from typing import Any

import pytest

from articles.models import Section
from articles.publication.publishing import publish
from tests.api.reading import client, follow, ids, read
from tests.factories import (
    draft_article,
    make_organisation,
    make_person,
    mention,
    published_article,
    quote,
    withdraw,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 5, 1, 12, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)


@pytest.fixture
def archive() -> None:
    """Seven articles, two of them of the same moment, that all name and quote the same two."""
    ada, works = make_person("Ada Number", slug="ada"), make_organisation("Works", slug="works")
    for number in range(7):
        named = f"{mention(ada)} {mention(make_person(f'Ada {number}'))} {mention(works)}"
        said = quote(ada, f"“Turbine {number}.”", said_on="2024-05-01")
        at = NOON + (number // 2) * HOUR
        published_article(f"Turbine {number}", at=at, body=f"<p>{named} {said}</p>")
        make = Section(name=f"Section {number}", slug=f"section-{number}", position=number // 3)
        make.save()
        published_article("Elsewhere", section=make, at=NOON - HOUR)


LISTS = [
    "/articles/?",
    "/articles/?person=ada&",
    "/articles/?speaker=ada&organisation=works&",
    "/articles/?q=turbine&",
    "/articles/?q=turbine&person=ada&language=en&",
    "/articles/?section=world&published_after=2024-01-01&",
    "/people/?",
    "/people/?q=ada&",
    "/quotes/?",
    "/quotes/?speaker=ada&",
    "/quotes/?q=turbine&said_after=2024-01-01&",
    "/mentions/?",
    "/mentions/?entity=ada&",
    "/sections/?",
]


def row_of(result: dict[str, Any]) -> object:
    return result.get("id") or result["slug"]


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("path", LISTS)
def test_following_next_and_previous_gives_every_row_once_in_order(path: str) -> None:
    for limit in (1, 3, 100):
        walk(path, limit)


def walk(path: str, limit: int) -> None:
    """There and back again."""
    whole = [row_of(result) for result in read(f"{path}limit=100")["results"]]
    assert len(whole) >= 7
    address = first = f"http://testserver/api/v1{path}limit={limit}"
    pages = follow(first)
    assert [row_of(result) for result in chain(*pages)] == whole
    assert {len(page) for page in pages[:-1]} <= {limit}
    while address:
        last, address = address, client.get(address).json()["next"]
    back = follow(last, "previous")
    assert [row_of(result) for result in chain(*reversed(back))] == whole


@pytest.mark.usefixtures("archive")
def test_first_page_has_no_previous_and_the_last_no_next() -> None:
    for path in LISTS:
        whole, first = read(f"{path}limit=100"), read(f"{path}limit=1")
        assert (whole["next"], whole["previous"]) == (None, None), path
        assert first["previous"] is None, path
        assert first["next"], path


@pytest.mark.usefixtures("archive")
def test_links_keep_what_was_asked() -> None:
    page = read("/articles/", q="turbine", person="ada", limit=2)
    for part in ("q=turbine", "person=ada", "limit=2", "cursor="):
        assert part in page["next"]


def test_without_a_limit_a_page_has_20() -> None:
    for _ in range(21):
        published_article()
    page = read("/articles/")
    assert len(page["results"]) == 20
    assert len(client.get(page["next"]).json()["results"]) == 1


def test_empty_list_has_no_neighbours() -> None:
    assert read("/articles/") == {"results": [], "next": None, "previous": None}


@pytest.mark.parametrize("path", ["/articles/?", "/articles/?person=ada&", "/articles/?q=turbine&"])
def test_what_is_published_and_taken_back_meanwhile_neither_repeats_nor_hides_others(
    path: str,
) -> None:
    ada = make_person("Ada", slug="ada")
    text = {"body": f"<p>{mention(ada)}</p>"}
    stay = [published_article("Turbine", at=NOON + n * HOUR, **text).pk for n in range(6)][::-1]
    goes = published_article("Turbine", at=NOON + 10 * HOUR, **text).pk
    page = read(f"{path}limit=2")
    seen = [result["id"] for result in page["results"]]
    assert seen == [goes, stay[0]]
    withdraw(goes)
    published_article("Turbine", **text)
    waiting = draft_article("Turbine", **text)
    publish(article_id=waiting.pk, by=None, at=NOON - HOUR)
    withdraw(stay[0])
    rest = [result["id"] for result in chain(*follow(page["next"]))]
    assert rest == [*stay[1:], waiting.pk]


def test_page_before_shows_what_was_published_meanwhile() -> None:
    first, second = (published_article(at=NOON + n * HOUR).pk for n in range(2))
    page = client.get(read("/articles/", limit=1)["next"]).json()
    assert [result["id"] for result in page["results"]] == [first]
    between = published_article(at=NOON + HOUR / 2).pk
    before = follow(page["previous"], "previous")
    assert [result["id"] for result in chain(*before)] == [between, second]


def test_cursor_survives_the_row_it_names() -> None:
    rows = [published_article(at=NOON + n * HOUR) for n in range(3)]
    page = read("/articles/", limit=1)
    withdraw(rows[2])
    assert [result["id"] for result in chain(*follow(page["next"]))] == [rows[1].pk, rows[0].pk]
    assert ids("/articles/") == [rows[1].pk, rows[0].pk]
