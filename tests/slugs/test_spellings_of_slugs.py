"""One form for each slug: in whatever case or Unicode form it is given, it is the same one."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.errors import InvalidText, SlugTaken
from articles.models import Article, Section
from articles.publication.sections import change_section, create_section
from articles.revisions.details import Details, change_details
from articles.workflow.checks.dead_links import dead_links
from newsroom.lib.slugs import UNTIDY, make_slug, tidy_slug
from tests.api.reading import results
from tests.factories import (
    draft_article,
    make_person,
    make_section,
    mention,
    merge,
    published_article,
    withdraw,
)

client = Client()
SPELT = ["Jon-Öl", "JON-ÖL", "jon-o\u0308l", "-jon--öl_", "ｊｏｎ-öl"]


@given(st.text())
def test_form_is_its_own_form_in_every_case(text: str) -> None:
    tidy = tidy_slug(text)
    assert tidy_slug(tidy) == tidy
    assert not re.search(UNTIDY, tidy)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x24F)))
def test_cases_of_a_slug_are_one(text: str) -> None:
    assert tidy_slug(text.lower().upper().lower()) == tidy_slug(text.lower().upper())


@given(st.text(), st.integers(0, 3))
def test_made_slug_is_tidy(text: str, taken: int) -> None:
    tries = iter(range(10))
    slug = make_slug(text, is_taken=lambda _: next(tries) < taken)
    assert slug == tidy_slug(slug) != ""
    assert len(slug) <= 120


@pytest.mark.django_db
class TestAddresses:
    @pytest.mark.parametrize("spelt", [item for item in SPELT if item != "jon-o\u0308l"])
    def test_page_in_another_spelling_leads_to_the_right_one(self, spelt: str) -> None:
        jon = make_person("Jon Öl", slug="jon-öl")
        section = create_section(section=Section(name="S", slug="jon-öl"), by=None)
        body = f"<p>{mention(jon)}</p>"
        published_article("Jon", slug="jon-öl", body=body, section=section)
        for folder in ("articles", "people", "sections"):
            there = client.get(f"/{folder}/{spelt}/?a=1")
            assert there.status_code == 301, folder
            assert there["Location"] == f"/{folder}/jon-%C3%B6l/?a=1"
            assert client.get(there["Location"]).status_code == 200

    def test_feed_and_api_of_a_section_lead_there_too(self) -> None:
        published_article(section=make_section("World"))
        feed, api = client.get("/sections/World/feed/"), client.get("/api/v1/sections/WORLD/")
        assert (feed.status_code, feed["Location"]) == (301, "/sections/world/feed/")
        assert (api.status_code, api["Location"]) == (301, "/api/v1/sections/world/")

    def test_what_is_not_there_is_not_found_in_any_spelling(self) -> None:
        draft_article("Secret", slug="secret")
        make_person("Secret", slug="secret")
        for folder in ("articles", "people", "sections"):
            for slug in ("secret", "Secret", "Nobody", "---", "_"):
                assert client.get(f"/{folder}/{slug}/").status_code == 404

    def test_former_withdrawn_and_merged_ones_are_found_in_any_spelling(self) -> None:
        article = published_article("Un", slug="un")
        change_details(
            article_id=article.pk, details=Details(article.section, "en", "uno"), by=None
        )
        assert client.get("/articles/UN/")["Location"] == "/articles/uno/"
        withdraw(article)
        assert client.get("/articles/Uno/").status_code == 410
        ada, lady = make_person("Ada", slug="ada"), make_person("Lady", slug="lady")
        published_article(body=f"<p>{mention(ada)}</p>")
        merge(lady, ada)
        assert client.get("/people/LADY/")["Location"] == "/people/ada/"

    def test_filters_of_the_api_take_any_spelling(self) -> None:
        ada = make_person("Ada", slug="ada")
        published_article("On Ada", body=f"<p>{mention(ada)}</p>", section=make_section("World"))
        for given_ in ({"person": "ADA"}, {"section": "World"}):
            assert [row["headline"] for row in results("/articles/", **given_)] == ["On Ada"]

    def test_link_in_another_spelling_is_not_dead(self) -> None:
        article = published_article("Un", slug="un")
        assert article.slug == "un"
        assert dead_links(["/articles/UN/", "/people/Nobody/"]) == {"/people/Nobody/"}


@pytest.mark.django_db
class TestTaking:
    @pytest.mark.parametrize("spelt", SPELT)
    def test_article_s_slug_is_taken_in_every_spelling(self, spelt: str) -> None:
        article = draft_article("One", slug="jon-öl")
        with pytest.raises(SlugTaken):
            draft_article("Two", slug=spelt)
        change_details(
            article_id=article.pk, details=Details(article.section, "en", spelt), by=None
        )
        assert Article.objects.get().slug == "jon-öl"
        assert not article.former_slugs.exists()

    def test_former_slug_is_taken_in_every_spelling(self) -> None:
        article = draft_article("One", slug="one")
        details = Details(article.section, "en", "Two")
        change_details(article_id=article.pk, details=details, by=None)
        assert Article.objects.get().slug == "two"
        with pytest.raises(SlugTaken):
            draft_article("Other", slug="ONE")

    @pytest.mark.parametrize("slug", ["---", "_", "a b", "İ"])
    def test_what_makes_no_slug_is_refused_in_words(self, slug: str) -> None:
        with pytest.raises(InvalidText):
            draft_article("One", slug=slug)

    def test_section_s_slug_is_taken_in_every_spelling(self) -> None:
        make_section("World")
        with pytest.raises(ValidationError):
            create_section(section=Section(name="Other", slug="WORLD"), by=None)
        sport = create_section(section=Section(name="Sport", slug="Sport"), by=None)
        assert sport.slug == "sport"
        sport.slug = "Games"
        change_section(section=sport, by=None, fields=["slug"])
        with pytest.raises(ValidationError):
            create_section(section=Section(name="Other", slug="SPORT"), by=None)

    def test_entity_s_slug_is_taken_in_every_spelling(self) -> None:
        make_person("Nils Karlmark", slug="nils-karlmark")
        assert make_person("Other", slug="Other-One").slug == "other-one"
        with pytest.raises(Exception, match="entity_slug_unique_per_kind"):
            make_person("Nils Karlmark", slug="Nils-Karlmark")
