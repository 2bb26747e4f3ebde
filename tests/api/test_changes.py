"""The change feed: all that readers may know of, once, in order, and never early."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.api import change_waits
from articles.models import Article, Change, Correction, ScheduledChange
from articles.publication.changes import KEPT, trim_changes
from articles.publication.corrections import Notice, publish_correction
from articles.publication.publishing import publish
from articles.publication.sections import change_section
from articles.revisions.details import Details, change_details
from articles.revisions.saving import save_revision
from articles.tasks import trim_change_feed
from entities.models import Entity
from entities.services.editing import change_entity
from entities.services.merging import unmerge_entity
from newsroom.lib.keyset import Cursor
from tests.api.reading import faults
from tests.changes import FEED, Mirror, archive, client, cursor_now, page, settle, types
from tests.factories import (
    article_in,
    draft_article,
    make_draft,
    make_organisation,
    make_person,
    make_section,
    mention,
    merge,
    move,
    published_article,
    withdraw,
)

# Rows are visible when their transaction has ended.
pytestmark = pytest.mark.django_db(transaction=True)


def time_comes(article: Article) -> None:
    """Let the hour of a scheduled article come."""
    hour = timedelta(hours=2)
    Article.objects.filter(pk=article.pk).update(published_at=F("published_at") - hour)
    ScheduledChange.objects.update(at=F("at") - hour)


def update(article: Article) -> None:
    number = Article.objects.select_related("head").get(pk=article.pk).head.number
    save_revision(article_id=article.pk, base=number, draft=make_draft("New"), by=None)
    publish(article_id=article.pk, by=None)


def rename(entity: Entity, name: str = "Eve Stone") -> None:
    entity.name = name
    change_entity(entity=entity, by=None)


def correct(article: Article) -> Correction:
    notice = Notice("correction", "It was 5.")
    return publish_correction(article_id=article.pk, notice=notice, by=None)


def change_slug(article: Article) -> None:
    details = Details(section=article.section, language="en", slug="another")
    change_details(article_id=article.pk, details=details, by=None)


def test_feed_without_articles_is_empty() -> None:
    assert page() == {"results": [], "cursor": page()["cursor"], "has_more": False}


def test_life_of_an_article_is_told_in_order() -> None:
    article = published_article("Old")
    update(article)
    correct(article)
    change_slug(Article.objects.get())
    withdraw(article)
    move(article, "publish")
    move(article, "kill", reason="Injunction.")
    move(article, "revive", comment="Settled.")
    told = page()["results"]
    assert [change["type"] for change in told] == [
        "publication",
        "update",
        "correction",
        "details",
        "withdrawal",
        "publication",
        "kill",
        "revival",
    ]
    assert {(change["subject"], change["id"]) for change in told} == {("article", article.pk)}
    assert {change["url"] for change in told} == {f"/api/v1/articles/{article.pk}/"}


@pytest.mark.parametrize("state", ["draft", "in_review", "ready", "scheduled"])
def test_nothing_is_told_of_what_readers_have_not_seen(state: str) -> None:
    person = make_person()
    article = article_in(state, body=f"<p>{mention(person)}</p>")
    change_slug(article)
    rename(person)
    move(article, "kill", reason="Injunction.")
    move(article, "revive", comment="Settled.")
    make_section("Sport")
    assert page()["results"] == []
    assert not ScheduledChange.objects.exists()


def test_scheduled_article_is_told_of_when_its_time_comes() -> None:
    article = article_in("scheduled")
    before = published_article()
    assert [change["id"] for change in page()["results"]] == [before.pk]
    cursor = cursor_now()
    change_slug(article)
    assert page(after=cursor)["results"] == []
    time_comes(article)
    (told,) = page(after=cursor)["results"]
    assert (told["type"], told["id"]) == ("publication", article.pk)
    assert page(after=cursor)["results"] == [told]
    assert page(after=page(after=cursor)["cursor"])["results"] == []


def test_scheduled_article_that_is_moved_or_published_at_once_is_told_of_once() -> None:
    article = article_in("scheduled")
    move(article, "schedule", at=timezone.now() + timedelta(hours=5))
    time_comes(article)
    assert types() == []
    move(article, "publish")
    assert types() == ["publication"]
    assert not ScheduledChange.objects.exists()


def test_article_off_the_schedule_is_not_told_of() -> None:
    move(article_in("scheduled"), "unschedule")
    assert types() == []
    assert not ScheduledChange.objects.exists()


def test_withdrawal_before_anybody_asked_for_the_publication() -> None:
    article = article_in("scheduled")
    time_comes(article)
    withdraw(article)
    assert types() == ["withdrawal"]


def test_change_of_a_published_article_whose_publication_nobody_has_read_yet() -> None:
    article = article_in("scheduled")
    time_comes(article)
    change_slug(Article.objects.get())
    assert sorted(types()) == ["details", "publication"]


def test_change_of_a_name_is_told_of_person_and_articles() -> None:
    person, other = make_person("Ada"), make_person("Bob")
    article = published_article(body=f"<p>{mention(person)} and {mention(other)}</p>")
    cursor = cursor_now()
    rename(person)
    person.description = "A writer"
    change_entity(entity=person, by=None)
    told = page(after=cursor)["results"]
    assert [(one["type"], one["subject"], one["id"]) for one in told] == [
        ("names", "article", article.pk),
        ("entity", "person", person.pk),
        ("entity", "person", person.pk),
    ]


def test_merge_and_its_end_are_told() -> None:
    one, into = make_organisation("Acme"), make_organisation("Acme Inc")
    article = published_article(body=f"<p>{mention(one)} and {mention(into)}</p>")
    cursor = cursor_now()
    merge(one, into)
    unmerge_entity(entity_id=one.pk, by=None)
    told = page(after=cursor)["results"]
    assert [(change["type"], change["id"]) for change in told] == [
        ("names", article.pk),
        ("merge", one.pk),
        ("entity", into.pk),
        ("names", article.pk),
        ("unmerge", one.pk),
        ("entity", into.pk),
    ]
    assert told[1]["url"] == f"/api/v1/organisations/{one.pk}/"


def test_change_of_a_section_is_told_of_section_and_articles() -> None:
    article = published_article()
    draft_article()
    section = article.section
    cursor = cursor_now()
    section.name, section.slug = "Globe", "globe"
    change_section(section=section, by=None)
    told = page(after=cursor)["results"]
    assert [(one["type"], one["id"], one["url"]) for one in told] == [
        ("names", article.pk, f"/api/v1/articles/{article.pk}/"),
        ("section", None, "/api/v1/sections/globe/"),
    ]


def test_pages_follow_each_other_without_gap_or_repetition() -> None:
    articles = [published_article().pk for _ in range(5)]
    found, after, has_more = [], {}, True
    while has_more:
        answer = page(limit=2, **after)
        found += [change["id"] for change in answer["results"]]
        after, has_more = {"after": answer["cursor"]}, answer["has_more"]
    assert found == articles


def test_types_choose() -> None:
    withdraw(published_article())
    published_article()
    assert types(types="withdrawal,kill") == ["withdrawal"]
    answer = page(types="kill")
    assert answer["results"] == []
    assert page(after=answer["cursor"])["results"] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("after", "x"),
        ("after", str(Cursor((1,)))),
        ("after", str(Cursor(("a", 1)))),
        ("after", str(Cursor((1, 2), is_backward=True))),
        ("after", str(Cursor((1.5, 2)))),
        ("limit", "0"),
        ("limit", "1001"),
        ("wait", "21"),
        ("wait", "-1"),
        ("types", "publication,nonsense"),
    ],
)
def test_wrong_parameters_are_refused(name: str, value: str) -> None:
    assert faults("/changes/", **{name: value}) == {name: "invalid"}


def test_unknown_parameter_is_refused() -> None:
    assert faults("/changes/", cursor="x") == {"cursor": "unknown"}


def test_cursor_of_true_and_false_is_read_as_numbers() -> None:
    assert page(after=str(Cursor((False, True))))["results"] == []


def test_page_takes_few_queries_and_no_cache_keeps_it() -> None:
    person = make_person()
    published_article(body=f"<p>{mention(person)}</p>")
    for number in range(5):
        rename(person, f"Ada {number}")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(FEED)
    assert len(captured) <= 4  # due, page, entities, public ones
    assert "no-store" in response["Cache-Control"]


def test_waiting_ends_when_something_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    cursor, made = cursor_now(), []

    def sleep(seconds: float) -> None:
        assert connection.connection is None  # no connection is held meanwhile
        made.append(published_article().pk)
        settle()
        connection.close()

    monkeypatch.setattr(change_waits, "sleep", sleep)
    assert [change["id"] for change in page(after=cursor, wait=20)["results"]] == made
    assert len(made) == 1


def test_waiting_ends_at_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_waits, "PAUSE", 0.2)
    assert page(wait=1)["results"] == []


def test_too_many_do_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    def sleep(_seconds: float) -> None:
        raise AssertionError("It waits.")

    monkeypatch.setattr(change_waits, "sleep", sleep)
    for _ in range(change_waits.WAITERS):
        assert change_waits._places.acquire(blocking=False)
    try:
        assert page(wait=20)["results"] == []
    finally:
        for _ in range(change_waits.WAITERS):
            change_waits._places.release()


def test_trimmed_feed_has_the_newest_of_each_and_keeps_every_cursor_valid() -> None:
    one, gone, new = published_article(), published_article(), published_article()
    cursor = cursor_now()
    update(one)
    withdraw(gone)
    Change.objects.update(happened_at=timezone.now() - KEPT - timedelta(hours=1))
    update(new)
    assert trim_changes() == 3
    expected = [("update", one.pk), ("withdrawal", gone.pk), ("update", new.pk)]
    for start in ({}, {"after": cursor}):
        told: list[Any] = page(**start)["results"]
        assert [(change["type"], change["id"]) for change in told] == expected
    mirror = Mirror()
    mirror.follow()
    assert mirror.articles == archive()


def test_what_is_not_old_is_not_trimmed() -> None:
    update(published_article())
    trim_change_feed(0)
    assert types() == ["publication", "update"]


class TestRestoredDatabase:
    """A dump that was restored on a server whose transactions have lower numbers."""

    @pytest.fixture
    def cursor_before(self) -> str:
        published_article("Talks")
        Change.objects.update(transaction=F("transaction") + 10**12)
        newest = Change.objects.order_by("transaction", "id").last()
        assert newest
        return str(Cursor((newest.transaction, newest.pk)))

    def test_rows_are_shown_again_before_all_new_ones(self, cursor_before: str) -> None:
        assert types() == []
        call_command("renumber_changes")
        published_article("More talks")
        mirror = Mirror()
        mirror.follow(limit=1)
        assert mirror.articles == archive()
        assert len(mirror.articles) == 2

    def test_cursor_that_is_ahead_is_refused(self, cursor_before: str) -> None:
        answer = client.get(FEED, {"after": cursor_before})
        assert answer.status_code == 400
        assert "Begin without a cursor" in answer.json()["detail"]

    def test_rows_of_this_server_stay(self) -> None:
        published_article("Talks")
        rows = list(Change.objects.order_by("pk").values())
        call_command("renumber_changes")
        assert list(Change.objects.order_by("pk").values()) == rows
