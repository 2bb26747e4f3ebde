"""The change feed with eight writers: `python -m tests.benchmarks.bench_changes`.

In any migrated database, best with a corpus (`load_corpus`). Eight threads record changes of
public articles (of nobody's if there are none), each in a transaction of its own; every tenth is
held open for 50 ms. One client follows the feed meanwhile. Then pages are read. Its rows are
deleted afterwards.
"""

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from threading import Event

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()

from django.db import connection, transaction
from django.test import Client

from articles.models import Article, Change
from articles.publication.changes import (
    PAGE,
    START,
    Kind,
    changes_after,
    record_article_changes,
    record_change,
)

WRITERS, SECONDS, PER_SECOND = 8, 20, 500
HELD_OPEN = 0.05
ROWS = 100_000


def main() -> None:
    last = Change.objects.order_by("id").values_list("id", flat=True).last() or 0
    try:
        follow_writers()
        fill()
        read_pages()
    finally:
        Change.objects.filter(id__gt=last).delete()


def follow_writers() -> None:
    ids = list(Article.objects.public().values_list("pk", flat=True)[:1000])
    start, stopped = place_now(), Event()
    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reader = pool.submit(follow, start, stopped)
        began = time.perf_counter()
        written = sum(pool.map(lambda number: write(number, ids), range(WRITERS)))
        seconds = time.perf_counter() - began
        stopped.set()
        found, delays = reader.result()
    assert len({*found}) == len(found)
    lost = written - len(found)
    delays.sort()
    sys.stdout.write(
        f"{WRITERS} writers: {written} changes, {written / seconds:.0f} a second; "
        f"read {len(found)}, lost {lost}, in order {found == sorted(found)}; "
        f"delay median {delays[len(delays) // 2] * 1000:.0f} ms, most {delays[-1] * 1000:.0f} ms\n"
    )


def write(number: int, ids: list[int]) -> int:
    count = SECONDS * PER_SECOND // WRITERS
    began = time.perf_counter()
    for step in range(count):
        with transaction.atomic():
            if ids:
                record_article_changes(Kind.UPDATE, [ids[(number + step * WRITERS) % len(ids)]])
            else:
                record_change(Kind.UPDATE, Change.Subject.ARTICLE, step * WRITERS + number)
            if step % 10 == 0:
                time.sleep(HELD_OPEN)
        time.sleep(max(0.0, began + step * WRITERS / PER_SECOND - time.perf_counter()))
    connection.close()
    return count


def follow(place: tuple[int, int], stopped: Event) -> tuple[list[tuple[int, int]], list[float]]:
    """Return the places of all rows that the feed shows until the writers have ended."""
    found, delays, is_last = [], [], False
    while not is_last:
        is_last = stopped.is_set()
        for row in changes_after(place, 1000):
            place, is_last = row.place, False
            found.append(place)
            delays.append(time.time() - row.happened_at.timestamp())
        time.sleep(0.01)
    connection.close()
    return found, delays


def place_now() -> tuple[int, int]:
    row = Change.objects.order_by("transaction", "id").values_list("transaction", "id").last()
    return row or START


def fill() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_change (kind, subject, subject_id) "
            "SELECT 'update', 'article', n FROM generate_series(1, %s) n",
            [ROWS],
        )
        cursor.execute("VACUUM ANALYZE articles_change")


def read_pages() -> None:
    client, address = Client(headers={"host": "localhost"}), "/api/v1/changes/?limit=100"
    pages = 500
    for _ in range(20):
        assert client.get(address).status_code == HTTPStatus.OK
    began = time.perf_counter()
    for _ in range(pages):
        client.get(address)
    seconds = time.perf_counter() - began
    sys.stdout.write(f"a page of 100: {seconds / pages * 1000:.2f} ms\n")
    place = place_now()
    with connection.cursor() as cursor:
        middle = (place[0], place[1] - ROWS // 2)
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {PAGE}", [*middle, 100])
        sys.stdout.write("\n".join(line for (line,) in cursor.fetchall()) + "\n")


if __name__ == "__main__":
    main()
