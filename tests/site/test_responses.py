"""Rules of all public pages, and the answers that stand in for a page."""

import itertools
import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Quote
from tests.clients import sign_in
from tests.factories import make_person, make_user, mention, published_article, quote
from tests.site.pages import client, read

PATHS = [
    "/",
    "/sections/world/",
    "/articles/wind/",
    "/people/",
    "/people/ada/",
    "/organisations/",
    "/quotes/",
    "/search/",
    "/search/?q=wind",
]


@pytest.fixture
def site(db: None) -> list[str]:
    ada = make_person("Ada")
    body = f"<p>{mention(ada)} {quote(ada, 'words')}</p>"
    published_article("Wind", slug="wind", body=body)
    return [*PATHS, f"/quotes/{Quote.objects.get().uuid}/"]


def test_pages_are_cacheable_and_leave_no_cookie(site: list[str]) -> None:
    signed_in = sign_in(make_user())
    for path in site:
        for reader in (client, signed_in):
            response = reader.get(path)
            assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
            assert not response.cookies
            assert "Cookie" not in response.get("Vary", "")
        assert signed_in.get(path).content == client.get(path).content


def test_page_that_has_not_changed_is_not_sent_again(site: list[str]) -> None:
    for path in site:
        first = client.get(path)
        again = client.get(path, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path
        assert again["Cache-Control"] == first["Cache-Control"]
        assert client.get(path, headers={"if-none-match": '"another"'}).content == first.content


def test_pages_can_be_read_and_nothing_else(site: list[str]) -> None:
    strict = Client(enforce_csrf_checks=True)
    for path in site:
        for method in (strict.post, strict.put, strict.patch, strict.delete):
            assert method(path).status_code == 405


def test_pages_hold_nothing_that_the_policy_forbids(site: list[str]) -> None:
    for path in site:
        html = read(path)
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", html), path


def test_pages_have_one_main_heading_and_skip_none(site: list[str]) -> None:
    for path in site:
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", read(path))]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_what_search_engines_should_leave_out(site: list[str]) -> None:
    assert '<meta name="robots" content="noindex">' in read("/search/?q=wind")
    assert "noindex" not in read("/")


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_need_neither_context_nor_database(
    name: str, django_assert_num_queries: DjangoAssertNumQueries, db: None
) -> None:
    with django_assert_num_queries(0):
        html = render_to_string(f"{name}.html")
    assert "<h1>" in html
    assert 'name="viewport"' in html


@pytest.mark.django_db
def test_an_unknown_address_gets_the_site_s_own_page() -> None:
    html = read("/nothing/here/", 404)
    assert "There is nothing here" in html
    assert '<meta name="robots" content="noindex">' in html
