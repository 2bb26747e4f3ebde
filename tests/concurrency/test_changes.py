"""The change feed with several writers: nothing is skipped, repeated, early, or out of order."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.errors import InvalidTransition
from articles.models import Article, Change, ScheduledChange
from articles.publication.changes import Kind, announce_due, changes_after, record_article_changes
from articles.publication.publishing import publish
from articles.revisions.details import Details, change_details
from entities.services.editing import change_entity
from tests.changes import Mirror, archive, page, settle
from tests.concurrency.racing import Job, alone, crowd, outcome
from tests.factories import (
    article_in,
    draft_article,
    make_person,
    mention,
    move,
    withdraw,
)

pytestmark = pytest.mark.django_db(transaction=True)

INSERT = "INSERT INTO articles_change (kind, subject, subject_id) VALUES ('update', 'article', %s)"


@contextmanager
def held_open(job: Job) -> Iterator[Any]:
    """Do a job in a transaction of another connection, which ends with the block."""
    done, finish = Event(), Event()

    def work() -> None:
        with transaction.atomic():
            job()
            done.set()
            assert finish.wait(60)

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(alone, work)
        assert done.wait(60)
        yield
        finish.set()
        assert outcome(future) is None


def told() -> list[int]:
    return [change["id"] for change in page()["results"]]


def test_change_that_ends_late_holds_back_what_came_behind() -> None:
    late, soon = draft_article(), draft_article()
    with held_open(lambda: publish(article_id=late.pk, by=None)):
        publish(article_id=soon.pk, by=None)
        assert told() == []
    assert told() == [late.pk, soon.pk]


def test_change_that_is_undone_is_never_told() -> None:
    kept, undone = draft_article(), draft_article()
    with transaction.atomic():
        publish(article_id=undone.pk, by=None)
        transaction.set_rollback(True)
    publish(article_id=kept.pk, by=None)
    assert told() == [kept.pk]


def test_killed_writer_leaves_neither_change_nor_gap() -> None:
    article, other = draft_article(), draft_article()
    writer = connection.copy()
    try:
        writer.set_autocommit(False)
        with writer.cursor() as cursor:
            cursor.execute(INSERT, [article.pk])
            cursor.execute("SELECT pg_backend_pid()")
            pid = cursor.fetchone()[0]
        publish(article_id=other.pk, by=None)
        assert told() == []
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 60000)", [pid])
        assert told() == [other.pk]
    finally:
        writer.close()


def time_comes() -> None:
    hours = timedelta(hours=2)
    Article.objects.update(published_at=F("published_at") - hours)
    ScheduledChange.objects.update(at=F("at") - hours)


def test_change_of_a_scheduled_article_that_ends_after_its_time_holds_back_the_publication() -> (
    None
):
    """The feed would else be read, and the article fetched, without the change."""
    article = article_in("scheduled")
    ScheduledChange.objects.update(at=F("at") - timedelta(hours=2))  # due, and being changed
    with held_open(lambda: record_article_changes(Kind.NAMES, [article.pk])):
        announce_due()
        assert not Change.objects.exists()
    time_comes()
    assert told() == [article.pk]


def test_change_that_waits_for_the_announcement_is_told_behind_it() -> None:
    article = article_in("scheduled")
    ScheduledChange.objects.update(at=F("at") - timedelta(hours=2))
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            announce_due()
            late = pool.submit(alone, lambda: record_article_changes(Kind.NAMES, [article.pk]))
        assert outcome(late) is None
    assert list(Change.objects.values_list("kind", flat=True)) == ["publication"]
    time_comes()
    assert [change["type"] for change in page()["results"]] == ["publication", "names"]


def test_many_readers_announce_a_publication_once() -> None:
    articles = [article_in("scheduled").pk for _ in range(5)]
    time_comes()
    crowd(*[announce_due] * 6)
    assert sorted(told()) == articles


def test_eight_writers_of_long_and_short_transactions_are_read_whole_and_in_order() -> None:
    def write(number: int) -> Job:
        def many() -> None:
            random = Random(number)
            for step in range(20):
                with transaction.atomic(), connection.cursor() as cursor:
                    for row in range(random.randint(1, 3)):
                        cursor.execute(INSERT, [number * 1000 + step * 10 + row + 1])
                        cursor.execute("SELECT pg_sleep(%s)", [random.random() / 100])
                    if random.random() < 0.2:
                        transaction.set_rollback(True)

        return many

    found: list[Any] = []
    stopped = Event()

    def read() -> None:
        is_last = False
        while not is_last:
            is_last = stopped.is_set()
            rows = changes_after(found[-1].place if found else (0, 0), 7)
            found.extend(rows)
            is_last = is_last and not rows

    with ThreadPoolExecutor(1) as pool:
        reader = pool.submit(alone, read)
        assert crowd(*map(write, range(8))) == [None] * 8
        settle()
        stopped.set()
        assert outcome(reader) is None
    stored = Change.objects.order_by("transaction", "id").values_list("transaction", "id")
    assert [row.place for row in found] == list(stored)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from("bce|BCE."), max_size=16))
def test_any_interleaving_of_three_transactions_is_read_once_and_in_order(steps: list[str]) -> None:
    """Small letters write in a transaction, capitals commit it, a bar undoes all, a dot reads."""
    writers = {name: connection.copy() for name in "bce"}
    committed: set[int] = set()
    waiting: dict[str, list[int]] = {name: [] for name in "bce"}
    start = changes_after((0, 0), 100_000)
    place = start[-1].place if start else (0, 0)
    found: list[int] = []
    try:
        for writer in writers.values():
            writer.set_autocommit(False)
        for number, step in enumerate([*steps, *"BCE."], 1):
            name = step.lower()
            if step == ".":
                settle()
                rows = changes_after(place, 100)
                place = rows[-1].place if rows else place
                found += [row.subject_id for row in rows]
                assert set(found) <= committed
            elif step == "|":
                for one in "bce":
                    writers[one].rollback()
                    waiting[one].clear()
            elif step in writers:
                with writers[name].cursor() as cursor:
                    cursor.execute(INSERT, [number])
                waiting[name].append(number)
            else:
                writers[name].commit()
                committed |= {*waiting[name]}
                waiting[name].clear()
        assert len(found) == len(set(found))
        assert set(found) == committed
    finally:
        for writer in writers.values():
            writer.close()


def test_mirror_that_follows_writers_equals_the_archive_afterwards() -> None:
    people = [make_person(f"Person {number}") for number in range(3)]
    articles = [draft_article(body=f"<p>{mention(people[n % 3])}</p>") for n in range(8)]

    def act(number: int) -> Job:
        def often() -> None:
            random = Random(number)
            for step in range(6):
                article = random.choice(articles)
                try:
                    _change(random, article, f"{number}-{step}")
                except InvalidTransition:
                    continue

        return often

    def _change(random: Random, article: Article, name: str) -> None:
        choice = random.randrange(5)
        if choice < 2:
            publish(article_id=article.pk, by=None)
        elif choice == 2:
            withdraw(article)
        elif choice == 3:
            slug = f"slug-{name}"
            details = Details(section=article.section, language="en", slug=slug)
            change_details(article_id=article.pk, details=details, by=None)
        else:
            person = random.choice(people)
            person = type(person).objects.get(pk=person.pk)
            person.name = f"Name {name}"
            change_entity(entity=person, by=None)

    mirror = Mirror()
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(crowd, *map(act, range(4)))
        while not writing.done():
            mirror.follow(limit=5)
        assert writing.result() == [None] * 4
    move(articles[1], "kill", reason="Injunction.")
    mirror.follow()
    assert mirror.articles == archive()
    afresh = Mirror()
    afresh.follow()
    assert afresh.articles == archive()
