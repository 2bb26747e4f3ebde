"""Works off the jobs that requests and commands leave: in a process of its own."""

import os
import signal
import sys
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app


class Command(BaseCommand):
    help = "Work off jobs: suggestions in bulk, and by the language model. Ctrl-C lets one finish."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--until-input-ends",
            action="store_true",
            help="Stop when standard input ends, as it does when the process that holds it dies.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["until_input_ends"]:
            threading.Thread(target=stop_when_input_ends, daemon=True).start()
        connector: Any = app.connector
        with app.replace_connector(connector.get_worker_connector()) as worker:
            worker.run_worker(delete_jobs="successful", shutdown_graceful_timeout=10)


def stop_when_input_ends() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
