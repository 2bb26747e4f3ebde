"""`manage.py api_keys`: list, make, replace and revoke keys of the API."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from newsroom.api_keys.keys import create_key, revoke_key, rotate_key
from newsroom.lib.errors import DomainError
from newsroom.management.datetimes import datetime_or_day_argument
from newsroom.management.text_command import TextCommand
from newsroom.management.users import find_user
from newsroom.models import ApiKey
from newsroom.scopes import Scope


class Command(TextCommand):
    help = "List, make, replace and revoke keys of the API. A new key is written this once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("list", help="all keys, without the keys themselves")
        create = actions.add_parser("create", help="make a key of an account")
        create.add_argument("owner", help="the account's name")
        create.add_argument("name", help="the program that has it")
        create.add_argument(
            "--scope", action="append", choices=Scope.values, required=True, dest="scopes"
        )
        create.add_argument("--expires", type=datetime_or_day_argument, help="ISO 8601")
        create.add_argument("--requests-per-minute", type=int)
        for name, text in (
            ("rotate", "make a new key in its place; the former works for one more day"),
            ("revoke", "refuse it from now on"),
        ):
            action = actions.add_parser(name, help=text)
            action.add_argument("id", type=int, help="as list shows it")
        for one in (create, *(actions.choices[name] for name in ("rotate", "revoke"))):
            one.add_argument("--by", metavar="USER", help="who does it, whose rights are asked")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, options["action"])(options)
        except DomainError as error:
            raise CommandError(error.message) from error

    def list(self, options: dict[str, Any]) -> None:
        for key in ApiKey.objects.select_related("user"):
            state = "usable" if key.is_usable_at(timezone.now()) else "unusable"
            used = f"used {key.used_on} from {key.used_from}" if key.used_on else "never used"
            scopes = " ".join(key.scopes)
            self.stdout.write(f"{key.pk}  {key.name}  {key.user}  {scopes}  {state}  {used}")

    def create(self, options: dict[str, Any]) -> None:
        owner = find_user(options["owner"])
        assert owner
        self._write(
            create_key(
                owner=owner,
                name=options["name"],
                scopes=options["scopes"],
                expiry=options["expires"],
                requests_per_minute=options["requests_per_minute"],
                by=find_user(options["by"]),
            )
        )

    def rotate(self, options: dict[str, Any]) -> None:
        self._write(rotate_key(key=_find(options["id"]), by=find_user(options["by"])))

    def revoke(self, options: dict[str, Any]) -> None:
        revoke_key(key=_find(options["id"]), by=find_user(options["by"]))

    def _write(self, made: tuple[ApiKey, str]) -> None:
        key, secret = made
        self.stderr.write(f"Key {key.pk} of {key.user}. It is written this once:")
        self.stdout.write(secret)


def _find(pk: int) -> ApiKey:
    try:
        return ApiKey.objects.get(pk=pk)
    except ApiKey.DoesNotExist as error:
        raise CommandError(f"There is no key {pk}.") from error
