"""Measure how fast the site answers: `python -m tests.benchmarks.bench_site [--queries FILE]`.

Serves the database of DATABASE_URL (or the embedded one) as `quickstart` does, and asks for each
kind of page for some seconds over kept connections. What counts is the ratio to an empty Django
view (all middleware) in the same run, since machines differ. On a machine that is busy with other
work requests a second lie, and the processor time of a request, which the workers and PostgreSQL
took, says more: its ratio is printed too. Aims: docs/performance.md.
"""

import argparse
import os
import random
import selectors
import signal
import socket
import sys
import time
from collections.abc import Iterable
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()

from django.conf import settings
from django.db import connections
from django.db.models import Count

from articles.models import Appearance, Article, Quote
from entities.models import Entity
from newsroom.lib.gunicorn_server import listen_at, serve

CONNECTIONS = 8
TURN = 0.5
SAMPLE = 300
AIMS = {
    "article page": 0.45,
    "API article": 0.3,
    "API list, first page": 0.4,
    "API list, last page": 0.4,
    "API by most frequent person": 0.3,
    "page of the most frequent person": 0.3,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument(
        "--queries", type=Path, help="TSV of class and two words, one search a line."
    )
    parser.add_argument("--only", help="Only what has this in its name.")
    options = parser.parse_args()
    listener = listen_at("127.0.0.1", 0)
    port = listener.getsockname()[1]
    addresses = addresses_to_ask(options.queries)
    settings.ROOT_URLCONF = "tests.benchmarks.urls"
    child = start(listener)
    try:
        wait_until_ready(port)
        measure_all(port, child, addresses, options.seconds, options.only or "")
    finally:
        os.kill(child, signal.SIGINT)
        os.waitpid(child, 0)


def start(listener: socket.socket) -> int:
    """Serve in a process of its own, whose id comes back."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        serve(listener, when_ready=lambda: None)
        os._exit(0)
    listener.close()
    return child


def wait_until_ready(port: int) -> None:
    for _ in range(200):
        try:
            if ask(port, ["/health/ready"], 0.1):
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise SystemExit("The server does not answer.")


def addresses_to_ask(queries: Path | None) -> dict[str, list[str]]:
    chooser = random.Random(1)
    articles = list(Article.objects.public().values_list("pk", "slug")[:20_000])
    sample = chooser.sample(articles, min(SAMPLE, len(articles)))
    person = most_frequent("person")
    speaker = Quote.objects.public().values("speaker").annotate(n=Count("pk")).order_by("-n")[0]
    found = {
        "empty view": ["/empty"],
        "article page": [f"/articles/{quote(slug)}/" for _, slug in sample],
        "API article": [f"/api/v1/articles/{pk}/" for pk, _ in sample],
        "API list, first page": ["/api/v1/articles/"],
        "API list, last page": [last_page()],
        "API by most frequent person": [f"/api/v1/articles/?person={person.pk}"],
        "API quotes by speaker": [f"/api/v1/quotes/?speaker={speaker['speaker']}"],
        "page of the most frequent person": [person.get_absolute_url()],
        "front page": ["/"],
    }
    if queries:
        words = [line.rstrip("\n").split("\t")[1] for line in queries.open(encoding="utf-8")]
        found["API search, two words, ranked"] = [f"/api/v1/articles/?q={quote(w)}" for w in words]
    return found


def most_frequent(kind: str) -> Entity:
    counts = Appearance.objects.filter(entity__kind=kind).values("entity").annotate(n=Count("pk"))
    return Entity.objects.get(pk=counts.order_by("-n")[0]["entity"])


def last_page() -> str:
    """The address of the list's last page, as a client finds it by walking there."""
    from newsroom.lib.keyset import Cursor

    row = Article.objects.public().order_by("published_at", "pk")[20:21].get()
    return f"/api/v1/articles/?cursor={Cursor((row.published_at, row.pk))}"


def measure_all(
    port: int, server: int, addresses: dict[str, list[str]], seconds: float, only: str
) -> None:
    """In turns with the empty view, the best of each: what else the machine does comes and goes."""
    empty = addresses.pop("empty view")
    for name, asked in addresses.items():
        if only in name:
            ask(port, asked, 0.5)
            turns = [
                (measure(port, server, empty), measure(port, server, asked))
                for _ in range(max(1, round(seconds / (2 * TURN))))
            ]
            (base, base_cost), (rate, cost) = map(best, zip(*turns, strict=True))
            ratios = f"ratio {rate / base:.2f}, of processor time {base_cost / cost:.2f}"
            aim = f"  aim {AIMS[name]:.2f}" if name in AIMS else ""
            figures = f"{rate:7.0f}/s of {base:5.0f}/s {cost:6.2f} ms"
            sys.stdout.write(f"{name:<34} {figures}  {ratios}{aim}\n")
            sys.stdout.flush()


def best(measured: Iterable[tuple[float, float]]) -> tuple[float, float]:
    rates, costs = zip(*measured, strict=True)
    return max(rates), min(costs)


def measure(port: int, server: int, asked: list[str]) -> tuple[float, float]:
    """Requests a second, and milliseconds of processor time a request."""
    before = processor_seconds(server)
    rate = ask(port, asked, TURN)
    return rate, 1000 * (processor_seconds(server) - before) / (rate * TURN)


def processor_seconds(server: int) -> float:
    """Return the processor time of the server's workers and of PostgreSQL's, if on this machine."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid()"
        )
        backends = [pid for (pid,) in cursor.fetchall()]
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    ticks = sum(ticks_of(pid) for pid in (*children, *backends))
    return ticks / os.sysconf("SC_CLK_TCK")


def ticks_of(pid: int | str) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0
    return int(fields[11]) + int(fields[12])


def ask(port: int, addresses: list[str], seconds: float) -> float:
    """Requests a second over kept connections; every answer has to be 200."""
    chooser = selectors.DefaultSelector()
    requests = cycle(
        f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode() for address in addresses
    )
    for _ in range(CONNECTIONS):
        connection = socket.create_connection(("127.0.0.1", port))
        connection.sendall(next(requests))
        chooser.register(connection, selectors.EVENT_READ, bytearray())
    count, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        for key, _ in chooser.select(1):
            key.data.extend(key.fileobj.recv(262_144))
            if is_whole(key.data):
                if not key.data.startswith(b"HTTP/1.1 200"):
                    raise SystemExit(bytes(key.data[:500]).decode())
                key.data.clear()
                count += 1
                key.fileobj.sendall(next(requests))
    elapsed = time.perf_counter() - began
    for key in list(chooser.get_map().values()):
        key.fileobj.close()
    return count / elapsed


def is_whole(answer: bytearray) -> bool:
    head = answer.find(b"\r\n\r\n")
    if head < 0:
        return False
    fields = answer[:head].lower()  # and not the body: the client shares the server's processors
    length = fields.partition(b"content-length:")[2].partition(b"\r\n")[0]
    return len(answer) >= head + 4 + int(length)


if __name__ == "__main__":
    main()
