"""GET /api/v1/sections/: the parts of the paper, in the order of the site."""

import pytest

from articles.models import Section
from tests.api.reading import faults, read, results
from tests.factories import draft_article, make_section, published_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sections() -> None:
    for name, slug, position in (("World", "world", 1), ("رياضة", "رياضة", 0), ("Arts", "arts", 1)):
        section = Section.objects.create(name=name, slug=slug, position=position)
        published_article(section=section)


def test_sections_come_in_the_order_of_the_site() -> None:
    assert [section["slug"] for section in results("/sections/")] == ["رياضة", "arts", "world"]


def test_section_is_found_by_its_slug() -> None:
    section = read("/sections/world/")
    assert section == {
        "name": "World",
        "slug": "world",
        "url": "http://testserver/sections/world/",
    }
    assert read("/sections/رياضة/")["name"] == "رياضة"


def test_unknown_section_is_not_found() -> None:
    assert read("/sections/nowhere/", 404)["code"] == "not_found"
    assert read("/sections/%00/", 404)["code"] == "not_found"


def test_sections_cannot_be_filtered() -> None:
    assert faults("/sections/", q="world") == {"q": "unknown"}


def test_section_of_drafts_alone_is_a_secret() -> None:
    draft_article(section=make_section("Secret Probe"))
    assert "secret-probe" not in [section["slug"] for section in results("/sections/")]
    assert read("/sections/secret-probe/", 404)["code"] == "not_found"
    assert faults("/articles/", section="secret-probe") == {"section": "invalid_choice"}
