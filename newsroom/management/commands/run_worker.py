"""Run the worker: a process for the jobs that requests and commands leave."""

import asyncio
import os
import signal
import sys
import threading
from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand
from procrastinate import App
from procrastinate.contrib.django import app

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Command(BaseCommand):
    help = (
        "Work off jobs: suggestions in bulk and by the language model, and what is to be prepared "
        "again. Ctrl-C lets one finish."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--until-input-ends",
            action="store_true",
            help="Stop when standard input ends, as it does when the process that holds it dies.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        # Until `work` heeds them. In the middle of its making an event loop takes no exception.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
        if options["until_input_ends"]:
            threading.Thread(target=stop_when_input_ends, daemon=True).start()
        connector: Any = app.connector
        with app.replace_connector(connector.get_worker_connector()) as worker:
            asyncio.run(work(worker))


async def work(worker: App) -> None:
    """Run jobs until a signal stops the process; a running job then has ten seconds to finish.

    Signals are held until the connections are open: an exception while psycopg's pool opens would
    leave tasks that cannot be cancelled and never end.
    """
    stopped = asyncio.Event()
    for number in STOPPING:
        if signal.getsignal(number) is not signal.SIG_IGN:  # ignored under nohup
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    async with worker.open_async():
        working = asyncio.create_task(
            worker.run_worker_async(
                delete_jobs="successful",
                shutdown_graceful_timeout=10,
                install_signal_handlers=False,
            )
        )
        stopping = asyncio.create_task(stopped.wait())
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        working.cancel()
        stopping.cancel()
        with suppress(asyncio.CancelledError):
            await working


def stop_when_input_ends() -> None:
    """Read standard input to its end, then send this process TERM."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
