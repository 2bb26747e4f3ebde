from typing import Any

from django.core.management.base import CommandError, CommandParser

from entities.models import Entity
from entities.services.merging import merge_entity, unmerge_entity
from newsroom.lib.errors import DomainError
from newsroom.management.text_command import TextCommand
from newsroom.management.users import find_user


class Command(TextCommand):
    help = (
        "Merge a person or an organisation into another, or undo it. No text is changed: the "
        "merged one's tags, address and id lead to the other."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("entity", type=int, help="the id of the one that is merged")
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--into", type=int, metavar="ID", help="who stands for both")
        which.add_argument("--undo", action="store_true", help="let it stand for itself again")
        parser.add_argument("--by", metavar="USER", help="who does it, whose rights are asked")
        parser.add_argument("--comment", default="", help="for colleagues")

    def handle(self, *_args: str, **options: Any) -> None:
        entity_id, into_id = options["entity"], options["into"]
        arguments = {"comment": options["comment"], "by": find_user(options["by"])}
        try:
            if into_id is None:
                standing = unmerge_entity(entity_id=entity_id, **arguments)
                message = f"{standing} stands for itself again."
            else:
                standing = merge_entity(entity_id=entity_id, into_id=into_id, **arguments)
                message = f"{entity_id} is merged into {standing}."
        except Entity.DoesNotExist as error:
            raise CommandError("There is no such person or organisation.") from error
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(message)
