"""`manage.py refresh_renditions`: prepare stale pages and JSON again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.models import Rendition
from articles.publication.stale_renditions import refresh_renditions


class Command(BaseCommand):
    help = (
        "Prepare pages and JSON of live articles again. Nothing is wrong before: a stale one is "
        "rendered when it is read, only slower. Run it often (cron), and with --all after a "
        "change of templates."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="Those that are not stale too.")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = (
            Rendition.objects.all() if options["all"] else Rendition.objects.filter(is_stale=True)
        )
        ids = list(wanted.order_by("pk").values_list("pk", flat=True))
        count = refresh_renditions(tqdm(ids, unit=" articles", disable=None, leave=False))
        self.stdout.write(f"{count} refreshed")
