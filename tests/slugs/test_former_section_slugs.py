"""A section's slug is its own for good, and its former addresses lead to the present ones."""

from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from articles.models import Section
from articles.publication.sections import change_section, create_section
from articles.workflow.checks.dead_links import dead_links
from newsroom.lib.database.advisory_locks import advisory_lock
from tests.api.reading import faults, read, results
from tests.clients import sign_in
from tests.concurrency.racing import race
from tests.factories import draft_article, make_section, published_article

pytestmark = pytest.mark.django_db
client = Client()


def rename(section: Section, slug: str) -> Section:
    section.slug = slug
    change_section(section=section, by=None, fields=["slug"])
    return section


@pytest.fixture
def moved() -> Section:
    section = make_section("Markets")
    published_article("Rates rise", section=section)
    return rename(section, "money")


@pytest.mark.parametrize("tail", ["", "feed/"])
@pytest.mark.parametrize("root", ["/sections/{}/", "/api/v1/sections/{}/"])
def test_former_address_leads_to_the_present_one_for_good(
    moved: Section, root: str, tail: str
) -> None:
    if root.startswith("/api/") and tail:
        return
    response = client.get(f"{root.format('markets')}{tail}")
    assert (response.status_code, response["Location"]) == (301, f"{root.format('money')}{tail}")
    assert client.get(response["Location"]).status_code == 200


def test_query_is_kept(moved: Section) -> None:
    assert client.get("/sections/markets/?cursor=x")["Location"] == "/sections/money/?cursor=x"


def test_filter_of_the_api_takes_a_former_slug(moved: Section) -> None:
    for slug in ("markets", "money"):
        assert [row["headline"] for row in results("/articles/", section=slug)] == ["Rates rise"]
    assert faults("/articles/", section="nowhere") == {"section": "invalid_choice"}
    assert faults("/articles/", section="no\x00where") == {"section": "invalid"}


def test_every_former_address_leads_there_in_one_step(moved: Section) -> None:
    rename(moved, "business")
    for slug in ("markets", "money"):
        assert client.get(f"/sections/{slug}/")["Location"] == "/sections/business/"


def test_slug_may_come_back_to_its_section(moved: Section) -> None:
    rename(moved, "markets")
    assert client.get("/sections/markets/").status_code == 200
    assert client.get("/sections/money/")["Location"] == "/sections/markets/"


def test_former_slug_is_given_to_no_other_section(moved: Section) -> None:
    with pytest.raises(ValidationError, match="Another section had this address"):
        rename(make_section("World"), "markets")
    with pytest.raises(ValidationError, match="Another section had this address"):
        create_section(section=Section(name="Shares", slug="markets"), by=None)


def test_desk_says_so_beside_the_field(moved: Section) -> None:
    desk = sign_in("administrator")
    given: dict[str, Any] = {"name": "Shares", "slug": "markets", "position": 0}
    page = desk.post("/admin/articles/section/add/", given)
    assert "Another section had this address" in page.content.decode()
    assert desk.post("/admin/articles/section/add/", given | {"slug": "shares"}).status_code == 302


def test_slug_that_readers_never_knew_leads_nowhere() -> None:
    section = make_section("Secret Probe")
    draft_article(section=section)
    rename(section, "public-probe")
    published_article(section=section)
    assert client.get("/sections/secret-probe/").status_code == 404
    assert read("/api/v1/sections/secret-probe/".removeprefix("/api/v1"), 404)
    assert client.get("/sections/public-probe/").status_code == 200


def test_section_of_drafts_alone_stays_a_secret_under_its_former_slug(moved: Section) -> None:
    moved.articles.update(section=make_section("World"))
    assert client.get("/sections/markets/").status_code == 404


def test_link_to_a_former_address_is_not_dead(moved: Section) -> None:
    assert dead_links(["/sections/markets/", "/sections/money/", "/sections/none/"]) == {
        "/sections/none/"
    }


@pytest.mark.django_db(transaction=True)
def test_slug_given_up_and_taken_at_the_same_moment_stays_with_its_section() -> None:
    section, other = make_section("Markets"), make_section("World")
    jobs = partial(rename, section, "money"), partial(rename, other, "markets")
    outcomes = race(partial(advisory_lock, "section slug markets"), *jobs)
    assert isinstance(outcomes[1], ValidationError)
    assert not Section.objects.filter(slug="markets").exists()
    assert Section.objects.ever_at("markets").get() == section.pk
