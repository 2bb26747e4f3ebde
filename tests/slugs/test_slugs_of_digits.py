"""No slug is digits alone: where an id or a slug may be given, that is an id."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from articles.errors import InvalidText
from articles.models import Article, Section
from articles.publication.sections import create_section
from articles.revisions.details import Details, change_details
from entities.models import Entity
from newsroom.lib.slugs import make_slug
from tests.api.reading import results
from tests.factories import (
    draft_article,
    make_organisation,
    make_person,
    mention,
    published_article,
)
from tests.importing.files import AUSTIN, STORY, Result, span, write

pytestmark = pytest.mark.django_db


@given(st.from_regex(r"[0-9 .,/-]{1,140}", fullmatch=True), st.integers(0, 2))
def test_slug_that_is_made_is_more_than_a_number(text: str, taken: int) -> None:
    tries = iter(range(9))
    slug = make_slug(text, is_taken=lambda _: next(tries) < taken)
    assert not (slug.isascii() and slug.isdigit())
    assert len(slug) <= 120


def test_number_makes_a_slug_that_says_so() -> None:
    assert make_person("7").slug == "no-7"
    assert draft_article("2024").slug == "no-2024"


def test_id_names_the_one_with_that_id() -> None:
    first = make_person("First")
    number = make_organisation(str(first.pk))
    published_article("On it", body=f"<p>{mention(number)}</p>")
    assert results("/articles/", organisation=number.slug)[0]["headline"] == "On it"
    assert number.slug == f"no-{first.pk}"


def test_number_is_refused_in_words_by_every_way_in(tmp_path: Path) -> None:
    with pytest.raises(InvalidText, match="taken for an id"):
        draft_article("One", slug="７")
    article = draft_article("One")
    with pytest.raises(InvalidText, match="taken for an id"):
        change_details(article_id=article.pk, details=Details(article.section, "en", "7"), by=None)
    with pytest.raises(ValidationError, match="taken for an id"):
        create_section(section=Section(name="Seven", slug="7"), by=None)
    tag = span(STORY, "Lloyd Austin", entity="7")
    write(tmp_path, slug="8", entities=[{**AUSTIN, "key": "7"}], mentions=[tag])
    result = Result(str(tmp_path))
    assert result.status
    assert "taken for an id" in result.out + result.err
    assert not Entity.objects.exists()
    assert Article.objects.count() == 1


def test_database_refuses_it_too() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Section.objects.create(name="Seven", slug="7")
