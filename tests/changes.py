"""A client of the change feed, as docs/api.md describes it."""

from typing import Any

from django.db import connection
from django.test import Client

from tests.concurrency.racing import until

FEED = "/api/v1/changes/"

# The numbers of transactions are the cluster's: those of tests beside this one count, too.
ELSEWHERE = """
    SELECT pid, backend_xid::text FROM pg_stat_activity
    WHERE datname <> current_database() AND backend_xid IS NOT NULL
"""

client = Client()


def settle() -> None:
    """Wait until the transactions that now run in other databases have ended."""
    running = elsewhere()
    until(lambda: not running & elsewhere())


def elsewhere() -> set[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(ELSEWHERE)
        return {*cursor.fetchall()}


def page(**parameters: object) -> dict[str, Any]:
    client.get(FEED, {"limit": 1})  # records what has become public, in a transaction of its own
    settle()
    response = client.get(FEED, parameters)
    assert response.status_code == 200, response.content
    return response.json()


def types(**parameters: object) -> list[str]:
    return [change["type"] for change in page(**parameters)["results"]]


def cursor_now() -> str:
    return page(limit=1000)["cursor"]


class Mirror:
    """The articles of the site, by their addresses, and all changes that brought them here."""

    def __init__(self) -> None:
        self.after: dict[str, str] = {}
        self.articles: dict[str, Any] = {}
        self.seen: list[dict[str, Any]] = []

    def follow(self, limit: int = 1000) -> None:
        """Read the feed to its present end."""
        has_more = True
        while has_more:
            answer = page(limit=limit, **self.after)
            for change in answer["results"]:
                self._take(change)
            self.after, has_more = {"after": answer["cursor"]}, answer["has_more"]

    def _take(self, change: dict[str, Any]) -> None:
        self.seen.append(change)
        if change["subject"] != "article":
            return
        answer = client.get(change["url"])
        if answer.status_code == 200:
            self.articles[change["url"]] = answer.json()
        else:
            assert answer.status_code in (404, 410)
            self.articles.pop(change["url"], None)


def archive() -> dict[str, Any]:
    """All public articles, read by the list."""
    found, address = {}, "/api/v1/articles/?limit=100"
    while address:
        answer = client.get(address).json()
        for row in answer["results"]:
            url = f"/api/v1/articles/{row['id']}/"
            found[url] = client.get(url).json()
        address = answer["next"]
    return found
