"""A row that is bad all the same, past its constraint, costs one entry and not the whole feed."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from articles.models import Article, Correction, Section
from articles.publication.corrections import Notice, publish_correction
from newsroom.settings_checks import check_site_name, check_site_url
from tests.characters.edges import prove_edges
from tests.factories import make_section, published_article
from tests.site.test_feeds import entries, feed, text

pytestmark = pytest.mark.django_db
BAD = ["\x0b", "\uffff", "\x01"]


def write_past_the_constraint(row: Any, column: str, value: str) -> None:
    table = row._meta.db_table
    with connection.cursor() as cursor:
        constraint = f"{table.partition('_')[2]}_text_storable"
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, row.pk])  # noqa: S608


@pytest.mark.parametrize("character", BAD)
def test_bad_correction(character: str, caplog: pytest.LogCaptureFixture) -> None:
    articles = [published_article("One"), published_article("Two")]
    first, _second = (
        publish_correction(article_id=one.pk, notice=Notice("correction", "Six."), by=None)
        for one in articles
    )
    write_past_the_constraint(first, "text", f"It was{character}six.")
    assert [text(entry, "title") for entry in entries("/corrections/feed/")] == ["Correction: Two"]
    assert [text(entry, "title") for entry in entries()] == ["Two"]
    assert f"corrections/{first.pk} is left out of the feed" in caplog.text
    assert f"articles/{articles[0].pk} is left out of the feed" in caplog.text
    for path in ("/corrections/", articles[0].get_absolute_url(), "/api/v1/corrections/"):
        assert Client().get(path).status_code == 200, path


@pytest.mark.parametrize("column", ["headline_text", "deck_text", "body", "byline"])
def test_bad_revision(column: str) -> None:
    bad, good = published_article("One", deck="Deck"), published_article("Two", deck="Deck")
    write_past_the_constraint(bad.live, column, f"<p>a\x0b{bad.pk}</p>")
    assert [text(entry, "title") for entry in entries()] == ["Two"]
    assert Article.objects.public().count() == 2
    del good
    prove_edges()


@pytest.mark.parametrize("character", BAD)
def test_bad_section(character: str) -> None:
    published_article("One", section=make_section("World"))
    published_article("Two", section=make_section("Sport"))
    section = Section.objects.get(name="World")
    write_past_the_constraint(section, "name", f"Wor{character}ld")
    assert [text(entry, "title") for entry in entries()] == ["Two"]
    assert text(feed("/sections/world/feed/"), "title").replace(" ld", "ld").startswith("World – ")
    prove_edges()


def test_unbad_rows_are_all_there() -> None:
    published_article("One")
    assert len(entries()) == 1
    assert not Correction.objects.exists()


@pytest.mark.parametrize("name", ["News\x0broom", "News\uffff", "\u200b", ""])
def test_name_of_the_site_that_no_feed_can_hold_is_reported(name: str, settings: Any) -> None:
    settings.SITE_NAME = name
    assert [message.id for message in check_site_name()] == ["newsroom.E003"]


@pytest.mark.parametrize(
    "address", ["http://a\x01b", "http://a\nb", "http://a b", "http://a\u200bb"]
)
def test_address_of_the_site_holds_nothing_invisible(address: str, settings: Any) -> None:
    settings.SITE_URL = address
    assert [message.id for message in check_site_url()] == ["newsroom.E001"]


def test_name_of_the_site_may_be_any_other(settings: Any) -> None:
    settings.SITE_NAME = "أخبار 24 <&>"
    assert check_site_name() == []
