from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from newsroom.audit_export import FORMATS, IN_TIME, in_batches
from newsroom.management.datetimes import datetime_or_day_argument
from newsroom.models import Event


class Command(BaseCommand):
    help = "Write the audit to the standard output, the oldest event first."

    def add_arguments(self, parser: CommandParser) -> None:
        time = "ISO 8601; without a zone, the newsroom's; a day is its first moment"
        parser.add_argument("--since", type=datetime_or_day_argument, help=f"from then on ({time})")
        parser.add_argument("--until", type=datetime_or_day_argument, help="before then")
        parser.add_argument("--format", choices=list(FORMATS), default="ndjson")

    def handle(self, *_args: str, **options: Any) -> None:
        bounds = {"happened_at__gte": options["since"], "happened_at__lt": options["until"]}
        conditions = {name: bound for name, bound in bounds.items() if bound}
        events = in_batches(Event.objects.filter(**conditions), IN_TIME)
        for line in FORMATS[options["format"]].write(events):
            self.stdout.write(line, ending="")
