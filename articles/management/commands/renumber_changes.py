"""`manage.py renumber_changes`: mend the change feed after a restore from a dump."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.publication.changes import renumber_changes


class Command(BaseCommand):
    help = "Show the rows of the change feed again after the database was restored from a dump."

    def handle(self, **options: Any) -> None:
        del options
        self.stdout.write(f"{renumber_changes()} rows of the change feed were mended.")
