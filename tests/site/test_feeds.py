"""Feeds that a strict reader takes: what they hold, their ids, when they have changed."""

from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Rendition
from articles.publication.corrections import Notice, publish_correction
from articles.revisions.details import Details, change_details
from entities.services.merging import unmerge_entity
from tests.factories import (
    draft_article,
    make_person,
    make_section,
    mention,
    merge,
    move,
    published_article,
    withdraw,
)

pytestmark = pytest.mark.django_db
client = Client()
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ["/feed/", "/sections/world/feed/", "/corrections/feed/"]


def feed(path: str = "/feed/", **headers: str) -> Any:
    response = client.get(path, headers=headers)
    assert response.status_code == 200, path
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314 - our own


def entries(path: str = "/feed/") -> list[Any]:
    return feed(path).findall(f"{ATOM}entry")


def text(element: Any, name: str) -> str:
    found = element.find(f"{ATOM}{name}")
    assert found is not None, name
    return found.text or ""


def moment(element: Any, name: str) -> datetime:
    return datetime.fromisoformat(text(element, name).replace("Z", "+00:00"))


def correct(article: Article, words: str = "It was six.", **fields: str) -> None:
    notice = Notice("correction", words, **fields)
    publish_correction(article_id=article.pk, notice=notice, by=None)


def rename(article: Article, slug: str) -> None:
    details = Details(article.section, article.language, slug)
    change_details(article_id=article.pk, details=details, by=None)


def test_entry_has_the_whole_article() -> None:
    ada = make_person("Ada")
    body = f'<p>{mention(ada)} &amp; <a href="/quotes/">all</a> &lt;a href="/x"</p>'
    published_article("A < B & “C”", deck="The <em>deck</em>", body=body, byline="Grace & Co")
    (entry,) = entries()
    assert text(entry, "title") == "A < B & “C”"
    assert text(entry, "summary") == "The deck"
    assert text(entry.find(f"{ATOM}author"), "name") == "Grace & Co"
    assert entry.find(f"{ATOM}category").get("term") == "World"
    content = entry.find(f"{ATOM}content")
    assert content.get("type") == "html"
    assert 'href="http://testserver/people/ada/">Ada</a> &amp; ' in content.text
    assert '<a href="http://testserver/quotes/">all</a> &lt;a href="/x"' in content.text


@pytest.mark.parametrize("path", FEEDS)
def test_links_are_absolute_and_self_is_what_was_asked(path: str) -> None:
    correct(published_article("One"))
    found = feed(path)
    links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
    assert links["self"] == f"http://testserver{path}"
    assert links["alternate"] == f"http://testserver{path.removesuffix('feed/')}"
    address = found.find(f"{ATOM}entry/{ATOM}link").get("href")
    assert address.startswith("http://testserver/articles/one/")
    assert text(found.find(f"{ATOM}author"), "name")


def test_ids_outlive_a_change_of_the_slug() -> None:
    article = published_article("One")
    correct(article)
    before = {path: (text(feed(path), "id"), text(entries(path)[0], "id")) for path in FEEDS}
    rename(article, "uno")
    after = {path: (text(feed(path), "id"), text(entries(path)[0], "id")) for path in FEEDS}
    assert after == before
    assert before["/feed/"][1] == f"tag:127.0.0.1,2026:articles/{article.pk}"
    assert len({name for path, (name, _) in before.items()}) == 3
    assert entries()[0].find(f"{ATOM}link").get("href") == "http://testserver/articles/uno/"


def test_correction_updates_the_entry_and_stands_in_it() -> None:
    article = published_article("One", at=timezone.now() - timedelta(days=2), body="<p>Five.</p>")
    old = entries()[0]
    correct(article, "It was <six>.", place="bottom")
    new = entries()[0]
    assert moment(old, "updated") < moment(new, "updated")
    assert text(new, "published") == text(old, "published")
    content = text(new, "content")
    assert content.index("Five.") < content.index("It was &lt;six&gt;.")
    assert "<strong>Correction (" in content


def test_no_entry_is_updated_before_it_was_published() -> None:
    published_article("Old", at=timezone.now() - timedelta(days=400))
    correct(published_article("New"))
    for path in FEEDS:
        for entry in entries(path):
            assert moment(entry, "updated") >= moment(entry, "published"), path


def test_newest_fifty_come_first() -> None:
    now = timezone.now()
    for number in range(51):
        published_article(f"Number {number}", at=now - timedelta(hours=number))
    titles = [text(entry, "title") for entry in entries()]
    assert titles == [f"Number {number}" for number in range(50)]


def test_section_s_feed_has_its_articles_alone() -> None:
    published_article("Here")
    published_article("There", section=make_section("Sport"))
    assert [text(entry, "title") for entry in entries("/sections/sport/feed/")] == ["There"]
    assert client.get("/sections/nothing/feed/").status_code == 404


def test_corrections_lead_to_their_place() -> None:
    article = published_article("One")
    correct(article, "It was & is six.")
    (entry,) = entries("/corrections/feed/")
    assert text(entry, "title") == "Correction: One"
    assert "It was &amp; is six." in text(entry, "content")
    assert "/articles/one/#correction-" in entry.find(f"{ATOM}link").get("href")


@pytest.mark.parametrize("path", FEEDS)
def test_unchanged_feed_is_304_by_either_validator(path: str) -> None:
    correct(published_article("One"))
    response = client.get(path)
    for header, value in (
        ("If-None-Match", response["ETag"]),
        ("If-Modified-Since", response["Last-Modified"]),
    ):
        again = client.get(path, headers={header: value})
        assert (again.status_code, again.content) == (304, b""), header
        assert again["Cache-Control"] == response["Cache-Control"]


def prepared_at(moment: datetime) -> None:
    """Date all that is prepared for readers: `Last-Modified` cannot tell changes of one second."""
    Rendition.objects.update(changed_at=moment)


def test_what_was_taken_back_changes_the_feed_by_either_validator() -> None:
    published_article("Old", at=timezone.now() - timedelta(days=3))
    article = published_article("One", at=timezone.now() - timedelta(days=2))
    prepared_at(timezone.now() - timedelta(days=2))
    response = client.get("/feed/")
    withdraw(article)
    for header, name in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        again = client.get("/feed/", headers={header: response[name]})
        assert again.status_code == 200, header
        assert b"One" not in again.content


def test_merge_and_its_undoing_change_the_feed() -> None:
    """At once, before what is prepared has been made anew: a link leads to whom the tag names."""
    ada, lady = make_person("Ada", slug="ada"), make_person("Lady", slug="lady")
    body, then = f"<p>{mention(lady)} spoke.</p>", timezone.now() - timedelta(days=2)
    published_article("One", body=body, at=then)
    prepared_at(then)
    response = client.get("/feed/")
    merge(lady, ada)
    for header, name in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        again = client.get("/feed/", headers={header: response[name]})
        assert again.status_code == 200, header
        assert "/people/ada/" in again.content.decode()
    unmerge_entity(entity_id=lady.pk, by=None)
    again = client.get("/feed/", headers={"If-None-Match": again["ETag"]})
    assert again.status_code == 200
    assert "/people/lady/" in again.content.decode()


def test_empty_feed_is_one_and_does_not_change() -> None:
    draft_article("Draft")
    first = client.get("/feed/")
    assert entries() == []
    assert first["Last-Modified"] == client.get("/feed/")["Last-Modified"]


@pytest.mark.parametrize(("path", "queries"), [("/feed/", 3), ("/corrections/feed/", 2)])
def test_ten_entries_cost_what_one_does(
    path: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 9):
        for _ in range(count):
            correct(published_article(body=f"<p>{mention(make_person())}</p>"))
        with django_assert_num_queries(queries):
            client.get(path)


def test_revived_article_is_back_under_its_id() -> None:
    article = published_article("One")
    before = text(entries()[0], "id")
    move(article, "kill", reason="Injunction.")
    assert entries() == []
    move(article, "revive", comment="Lifted.")
    move(article, "publish")
    assert text(entries()[0], "id") == before


def test_every_page_names_the_feeds() -> None:
    published_article("One")
    for path in ("/", "/articles/one/"):
        html = client.get(path).content.decode()
        for address in ("/feed/", "/corrections/feed/"):
            assert 'type="application/atom+xml" title="' in html
            assert f'href="{address}">' in html
