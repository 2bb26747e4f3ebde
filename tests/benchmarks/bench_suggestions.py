"""Measure how fast suggestions are: `python -m tests.benchmarks.bench_suggestions`.

The index of 100,000 known people (aims: 3 s, 60 MB), one article of the shipped set by rules (50 ms
for 800 words), a megabyte of each hostile kind. Needs no database.
"""

import random
import sys
import time
import tracemalloc
from collections.abc import Callable

from articles.suggestions.engine.analysis import analyse
from articles.suggestions.engine.matching import Entity, EntityIndex
from tests.benchmarks.generating import syllables
from tests.suggestions.test_hostile import HOSTILE

PEOPLE = 100_000
MEGABYTE = 1_000_000
ARTICLE = "Lloyd Austin said on Monday that “we will stay the course,” and left for Beirut. " * 57


def main() -> None:
    chance = random.Random(1)
    people = [
        Entity(n, "person", f"{syllables(chance, 2)} {syllables(chance, 3)}") for n in range(PEOPLE)
    ]
    tracemalloc.start()
    report("index of 100,000 people", lambda: keep(EntityIndex(people)))
    held, _ = tracemalloc.get_traced_memory()
    sys.stdout.write(f"  {'of which Python knows':<34}{held / 1e6:8.1f} MB\n")
    tracemalloc.stop()
    report("rules, 800 words", lambda: analyse(ARTICLE, language="en"))
    for name, text in HOSTILE.items():
        whole = (text * (MEGABYTE // len(text) + 1))[:MEGABYTE]
        report(f"1 MB: {name}", lambda whole=whole: analyse(whole, language="en"))


KEPT: list[object] = []


def keep(made: object) -> None:
    KEPT.append(made)


def report(name: str, work: Callable[[], object]) -> None:
    begun = time.process_time()
    work()
    sys.stdout.write(f"  {name:<34}{(time.process_time() - begun) * 1000:8.1f} ms\n")


if __name__ == "__main__":
    main()
