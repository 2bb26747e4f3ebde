"""`manage.py check_tags`: check that rows, pages and JSON agree with the tags in the HTML."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.integrity.articles import differences, orphaned_rows
from articles.models import Article


class Command(BaseCommand):
    help = "Recompute every projection from its revision; report differences and exit with 1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "articles", nargs="*", type=int, metavar="ID", help="Only these articles."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        articles = Article.objects.select_related("head", "live", "section").order_by("pk")
        if options["articles"]:
            articles = articles.filter(pk__in=options["articles"])
        total = articles.count()
        progress = tqdm(
            articles.iterator(chunk_size=100),
            total=total,
            unit=" articles",
            disable=None,
            leave=False,
        )
        found = self.report(chain(differences(progress), orphaned_rows()))
        self.stdout.write(f"{total} articles checked, {found} differences")
        if found:
            sys.exit(1)

    def report(self, differences: Iterator[str]) -> int:
        found = 0
        for found, difference in enumerate(differences, 1):  # noqa: B007 - the last number is the count
            self.stderr.write(difference)
        return found
