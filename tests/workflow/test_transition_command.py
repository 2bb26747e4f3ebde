"""The command: the same rules, from a shell."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from tests.factories import draft_article, make_staff

pytestmark = pytest.mark.django_db


def run(*arguments: Any) -> str:
    out = StringIO()
    call_command("transition_article", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_moves_and_says_so() -> None:
    assert run(draft_article().pk, "publish") == "Published.\n"
    assert Article.objects.public().exists()


def test_time_without_a_zone_is_the_newsrooms(settings: Any) -> None:
    settings.TIME_ZONE = "Asia/Beirut"
    run(draft_article().pk, "schedule", "--at", "2099-01-01T12:00")
    assert Article.objects.get().published_at.isoformat() == "2099-01-01T10:00:00+00:00"


def test_acts_with_the_rights_of_whom_it_names() -> None:
    make_staff("editor", username="ed")
    with pytest.raises(CommandError, match="not have the right"):
        run(draft_article().pk, "publish", "--by", "ed")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((999999, "publish"), "There is no article"),
        ((1, "publish", "--by", "nobody"), "nobody called"),
        ((1, "schedule", "--at", "tomorrow"), "is no moment"),
        ((1, "schedule", "--at", "2026-13-45T00:00"), "is no moment"),
    ],
)
def test_bad_input_is_an_error_in_words(arguments: tuple[Any, ...], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        run(*arguments)
