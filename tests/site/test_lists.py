from datetime import datetime, timedelta, timezone

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from tests.factories import (
    make_organisation,
    make_person,
    make_section,
    mention,
    published_article,
    quote,
    withdraw,
)
from tests.site.pages import client, link, links_to_cards, read

pytestmark = pytest.mark.django_db

START = datetime(2024, 1, 1, tzinfo=timezone.utc)


def publish_many(count: int, **fields: object) -> None:
    for day in range(count):
        published_article(f"Article {day}", at=START + timedelta(days=day), **fields)


@pytest.mark.parametrize("path", ["/", "/sections/world/"])
def test_pages_of_twenty_hold_every_article_once_in_both_directions(path: str) -> None:
    publish_many(45)
    forward, address = [], path
    while address:
        html = read(address)
        forward.append(links_to_cards(html))
        following = link(html, "next")
        last, address = html, f"{path}{following}" if following else ""
    assert [len(headlines) for headlines in forward] == [20, 20, 5]
    headlines = [headline for page in forward for headline in page]
    assert headlines == [f"Article {day}" for day in range(44, -1, -1)]
    back = read(path + link(last, "prev"))
    assert links_to_cards(back) == forward[1]
    assert links_to_cards(read(path + link(back, "prev"))) == forward[0]


def test_a_section_has_its_own_articles_only() -> None:
    published_article("Abroad", section=make_section("World"))
    published_article("A match", section=make_section("Sport"))
    assert links_to_cards(read("/sections/sport/")) == ["A match"]
    assert links_to_cards(read("/")) == ["A match", "Abroad"]


def test_an_unknown_section_is_not_found() -> None:
    read("/sections/nowhere/", 404)


def test_an_empty_site_says_so() -> None:
    assert "No articles yet." in read("/")


@pytest.mark.parametrize(
    "cursor", ["", "x", "%00", "WzBd", "W10", "%F0%9F%98%80", "W1tbW1tb", "a" * 10_000]
)
@pytest.mark.parametrize(
    "path", ["/", "/people/", "/quotes/", "/people/?q=ada&", "/search/?q=word&"]
)
def test_a_cursor_that_no_list_gave_out_is_a_bad_request(path: str, cursor: str) -> None:
    published_article()
    html = read(f"{path}{'' if '?' in path else '?'}cursor={cursor}", 400)
    assert "We do not understand this address" in html


def test_a_cursor_past_the_end_is_not_found() -> None:
    publish_many(21)
    address = "/" + link(read("/"), "next")
    assert links_to_cards(read(address)) == ["Article 0"]
    withdraw(Article.objects.get(slug="article-0"))
    read(address, 404)


LISTS = [
    "/",
    "/sections/world/",
    "/people/",
    "/people/?q=number",
    "/people/ada-quimby/",
    "/organisations/",
    "/organisations/windmill-works/",
    "/quotes/",
    "/quotes/?speaker=ada-quimby",
    "/search/?q=words",
]


def queries(path: str) -> int:
    read(path)  # the menu is read once a minute
    with CaptureQueriesContext(
        connection,
    ) as context:
        read(path)
    return len(context)


def test_the_number_of_queries_does_not_grow_with_the_rows() -> None:
    ada, works = make_person("Ada Quimby"), make_organisation("Windmill Works")

    def write() -> None:
        other, shop = make_person(), make_organisation()
        names = " ".join(mention(entity) for entity in (ada, works, other, shop))
        said = f"{quote(ada, 'some words')} {quote(works, 'our words')} {quote(other, 'words')}"
        published_article(body=f"<p>{names} said {said}.</p>")

    write()
    for_one = {path: queries(path) for path in LISTS}
    for _ in range(9):
        write()
    assert {path: queries(path) for path in LISTS} == for_one
    assert for_one["/"] == 1
    assert for_one["/people/ada-quimby/"] == 1
    assert max(for_one.values()) <= 5


def test_the_menu_is_read_once_a_minute_and_marks_where_one_is() -> None:
    published_article(section=make_section("World"))
    make_section("Secret")
    assert '<a href="/sections/world/">World</a>' in read("/")
    assert "Secret" not in read("/")
    published_article(section=make_section("Sport"))
    assert "Sport" not in read("/people/")
    assert '<a href="/sections/world/" aria-current="page">World</a>' in read("/sections/world/")


def test_head_answers_as_get_without_a_body() -> None:
    response = client.head("/")
    assert response.status_code == 200
    assert response.content == b""
