"""Explain each statement of the hot pages: `python -m tests.benchmarks.explain_pages [--plans]`.

A line a statement: its buffers (8 kB pages touched), milliseconds, and any table read from end to
end. Run it on databases of two sizes: a buffer count that stays shows a cost that does not grow.
Statements that the site prepares are explained as prepared, by the plan that serves any argument.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client

from newsroom.lib.database.prepared import PreparingCursor
from tests.benchmarks.bench_site import addresses_to_ask

Statement = tuple[str, Any, bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=Path, help="As bench_site's.")
    parser.add_argument("--plans", action="store_true", help="Print the plans, too.")
    options = parser.parse_args()
    settings.ROOT_URLCONF = "tests.benchmarks.urls"
    for name, addresses in addresses_to_ask(options.queries).items():
        # Asked twice: the first time a page may read what it then keeps.
        statements_of(addresses[0])
        for number, statement in enumerate(statements_of(addresses[0]), 1):
            report(f"{name} ({number})", explain(*statement), options.plans)


def statements_of(address: str) -> list[Statement]:
    seen: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith("SELECT"):
            is_prepared = isinstance(context["cursor"].cursor, PreparingCursor)
            seen.append((sql, params, is_prepared))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        response = Client().get(address, headers={"host": "127.0.0.1"})
    if response.status_code != 200:
        raise SystemExit(f"{address}: {response.status_code}")
    return seen


def explain(sql: str, params: Any, is_prepared: bool) -> dict[str, Any]:
    with connection.cursor() as cursor:
        if is_prepared:
            numbers = count(1)
            cursor.execute("DEALLOCATE ALL")
            cursor.execute("PREPARE probe AS " + re.sub("%s", lambda _: f"${next(numbers)}", sql))
            sql = f"EXECUTE probe({', '.join(['%s'] * len(params))})" if params else "EXECUTE probe"
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
        return cursor.fetchone()[0][0]


def report(name: str, explained: dict[str, Any], with_plan: bool) -> None:
    plan = explained["Plan"]
    buffers = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
    scans = sorted(
        {node["Relation Name"] for node in nodes(plan) if node["Node Type"] == "Seq Scan"}
    )
    whole = f"  READS ALL OF {', '.join(scans)}" if scans else ""
    sys.stdout.write(
        f"{name:<42} {buffers:6} buffers {explained['Execution Time']:8.2f} ms{whole}\n"
    )
    for node in nodes(plan) if with_plan else ():
        used = node.get("Index Name") or node.get("Relation Name") or ""
        sys.stdout.write(f"    {node['Node Type']} {used} rows {node['Actual Rows']}\n")


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", ()):
        yield from nodes(child)


if __name__ == "__main__":
    main()
