"""Merging those who are named most, and undoing it: `python -m tests.benchmarks.bench_merging`.

In a database with a corpus (`load_corpus`). The frequent one is merged into somebody new, then into
the next frequent, with whom it shares articles; each is undone.
"""

import os
import sys
import time
from collections.abc import Callable
from functools import partial

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()

from django.db.models import Count

from articles.models import Appearance
from entities.models import Entity
from entities.services.editing import create_entity
from entities.services.merging import merge_entity, unmerge_entity


def main() -> None:
    counted = Appearance.objects.filter(entity__kind="person").order_by().values("entity")
    first, second = counted.annotate(count=Count("pk")).order_by("-count")[:2]
    new_entity = create_entity(kind="person", name="Nobody Before", by=None)
    rare = counted.annotate(count=Count("pk")).filter(count=20)[0]
    for name, entity, into in (
        ("20 articles into the most frequent", rare["entity"], first["entity"]),
        (f"{first['count']} articles into nobody's", first["entity"], new_entity.pk),
        (f"{second['count']} articles into the most frequent", second["entity"], first["entity"]),
    ):
        shared = Appearance.objects.filter(entity=entity, article__appearances__entity=into).count()
        merged = seconds(partial(merge_entity, entity_id=entity, into_id=into, by=None))
        parted = seconds(partial(unmerge_entity, entity_id=entity, by=None))
        told = f"{name} ({shared} name both): {merged:.2f} s, undone in {parted:.2f} s\n"
        sys.stdout.write(told)
    Entity.objects.filter(pk=new_entity.pk).delete()


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
