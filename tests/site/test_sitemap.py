"""Search engines find all that is public, by an index that stays cheap for a million articles."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from articles.models import Article
from articles.models.article_queryset import SITEMAP_RANGE
from articles.revisions.details import Details, change_details
from tests.factories import draft_article, published_article, withdraw

pytestmark = pytest.mark.django_db
client = Client()
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def places(path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"].startswith("application/xml")
    tree = ET.fromstring(response.content)  # noqa: S314 - our own
    return [found.text or "" for found in tree.iter(f"{NAMESPACE}loc")]


def far_apart() -> list[str]:
    """Two articles whose ids lie three ranges apart, with nothing between them."""
    first = published_article("One", slug="one")
    with connection.cursor() as cursor:
        far = first.pk + 3 * SITEMAP_RANGE
        cursor.execute("SELECT setval(pg_get_serial_sequence('articles_article', 'id'), %s)", [far])
    second = published_article("Two", slug="two")
    return [f"?p={article.pk // SITEMAP_RANGE}" for article in (first, second)]


def test_index_leads_to_every_article_once() -> None:
    far_apart()
    pages = places("/sitemap.xml")
    found = [place for page in pages for place in places(page.removeprefix("http://testserver"))]
    assert sorted(item for item in found if "/articles/" in item) == [
        "http://testserver/articles/one/",
        "http://testserver/articles/two/",
    ]
    assert "http://testserver/sections/world/" in found
    assert "http://testserver/" in found


def test_range_without_anything_public_is_left_out() -> None:
    first, last = far_apart()
    numbers = [place.partition("articles.xml")[2] for place in places("/sitemap.xml")[1:]]
    assert numbers == [first, last]
    between = int(first.removeprefix("?p=")) + 1
    assert client.get(f"/sitemap-articles.xml?p={between}").status_code == 404


def test_site_without_articles_has_an_index_of_its_pages() -> None:
    draft_article("Draft")
    withdraw(published_article("Withdrawn"))
    assert places("/sitemap.xml") == ["http://testserver/sitemap-pages.xml"]


@pytest.mark.parametrize("page", ["x", "-1", "٣", "9" * 9, "9" * 30, ""])
def test_page_that_is_none_is_not_found(page: str) -> None:
    assert client.get("/sitemap-articles.xml", {"p": page}).status_code == 404


def test_unknown_part_is_not_found() -> None:
    assert client.get("/sitemap-people.xml").status_code == 404


def test_dates_are_to_the_second_and_addresses_are_present_ones() -> None:
    article = published_article("خبر", slug="خبر")
    change_details(
        article_id=article.pk,
        details=Details(article.section, article.language, "أخبار"),
        by=None,
    )
    index = client.get("/sitemap.xml").content.decode()
    assert re.search(r"<lastmod>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00</lastmod>", index)
    (place,) = places(f"/sitemap-articles.xml?p={article.pk // SITEMAP_RANGE}")
    assert place.isascii()
    assert client.get(place.removeprefix("http://testserver")).status_code == 200


def test_each_costs_two_queries_at_the_most(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    first, _ = far_apart()
    for path in ("/sitemap.xml", f"/sitemap-articles.xml{first}", "/sitemap-pages.xml"):
        with django_assert_num_queries(1):
            response = client.get(path)
        assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
        assert "Cookie" not in response.get("Vary", "")


def test_index_is_made_by_a_probe_a_range() -> None:
    section = published_article("One").section
    Article.objects.bulk_create(Article(slug=f"a-{n}", section=section) for n in range(200))
    with CaptureQueriesContext(connection) as queries:
        assert len(places("/sitemap.xml")) == 2  # the site's pages, and those of one range
    (made,) = queries.captured_queries
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article")  # of an empty table all plans cost the same
        for kind in ("seqscan", "sort", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{kind} = off")
        cursor.execute(f"EXPLAIN {made['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "article_sitemap" in plan


def test_robots_txt_names_the_sitemap() -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml\n" in response.content.decode()
    assert "Disallow: /admin/\n" in response.content.decode()
