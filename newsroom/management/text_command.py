"""The base of commands that store text."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsroom.lib.characters import describe_refused


class TextCommand(BaseCommand):
    """A command that refuses an argument with a character that no stored text may hold."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        for name, value in options.items():
            if isinstance(value, str) and (fault := describe_refused(value)):
                raise CommandError(f"--{name.replace('_', '-')} {fault}.")
        return super().execute(*args, **options)
