from typing import Any

from django.core.management.base import CommandError, CommandParser

from articles.models import Article, Correction
from articles.publication.corrections import Notice
from articles.workflow.execution import transition_article
from articles.workflow.transition_input import TransitionInput
from articles.workflow.transitions import TRANSITIONS
from newsroom.lib.errors import DomainError
from newsroom.management.datetimes import datetime_argument
from newsroom.management.text_command import TextCommand
from newsroom.management.users import find_user


class Command(TextCommand):
    help = "Move an article on: submit, approve, publish, schedule, withdraw, kill and so on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("article", type=int, help="the article's id")
        parser.add_argument("transition", choices=list(TRANSITIONS))
        parser.add_argument("--by", metavar="USER", help="who does it, whose rights are asked")
        parser.add_argument("--comment", default="", help="for colleagues")
        parser.add_argument(
            "--at", type=datetime_argument, help="ISO 8601; without a zone, the newsroom's"
        )
        parser.add_argument("--notice", default="", help="for readers, in the article's place")
        parser.add_argument("--reason", default="", help="for the newsroom")
        parser.add_argument("--override", default="", help="why, in spite of failing checks")
        parser.add_argument(
            "--no-correction",
            action="store_true",
            help="no correction is due for a headline or quote that changes",
        )
        parser.add_argument(
            "--correction", metavar="TEXT", help="publish this correction, naming what changed"
        )
        parser.add_argument(
            "--correction-kind", choices=Correction.Kind.values, default=Correction.Kind.CORRECTION
        )
        parser.add_argument("--lift-embargo", action="store_true", dest="lifts_embargo")

    def handle(self, *_args: str, **options: Any) -> None:
        flags = ("lifts_embargo", "no_correction")
        text = options["correction"]
        names = ("comment", "at", "notice", "reason", "override", *flags)
        try:
            moved = transition_article(
                article_id=options["article"],
                transition=options["transition"],
                by=find_user(options["by"]),
                details=TransitionInput(
                    **{name: options[name] for name in names},
                    correction=Notice(options["correction_kind"], text) if text else None,
                ),
            )
        except Article.DoesNotExist as error:
            raise CommandError(f"There is no article {options['article']}.") from error
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(str(moved.message))
