from argparse import ArgumentTypeError
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from newsroom.exporting import FORMATS, IN_TIME, in_batches
from newsroom.models import Event


class Command(BaseCommand):
    help = "Write the audit to the standard output, the oldest event first."

    def add_arguments(self, parser: CommandParser) -> None:
        time = "ISO 8601; without a zone, the newsroom's; a day is its first moment"
        parser.add_argument("--since", type=moment, help=f"from then on ({time})")
        parser.add_argument("--until", type=moment, help="before then")
        parser.add_argument("--format", choices=list(FORMATS), default="ndjson")

    def handle(self, *_args: str, **options: Any) -> None:
        bounds = {"happened_at__gte": options["since"], "happened_at__lt": options["until"]}
        given = {name: bound for name, bound in bounds.items() if bound}
        events = in_batches(Event.objects.filter(**given), IN_TIME)
        for line in FORMATS[options["format"]].write(events):
            self.stdout.write(line, ending="")


def moment(text: str) -> datetime:
    """The type of --since and --until for argparse."""
    try:
        day = parse_date(text)
        found = datetime(day.year, day.month, day.day) if day else parse_datetime(text)  # noqa: DTZ001
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is no moment: {error}") from error
    if found is None:
        raise ArgumentTypeError(f"{text} is no moment, such as 2026-03-29 or 2026-03-29T06:00")
    return found if timezone.is_aware(found) else timezone.make_aware(found)
