"""Limits of what one session may ask of the engine as a text is typed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from articles.drafts.draft import Documents
from newsroom.lib.database.advisory_locks import try_advisory_lock
from newsroom.lib.errors import Conflict, DomainError

MOST_CHARACTERS: Final = 300_000
"""Of all fields together: some 50,000 words, which take two seconds."""


class SuggestionsBusy(Conflict):
    """Another request of the same session is still being answered."""

    code = "suggestions_busy"


class TextTooLong(DomainError):
    """The text is longer than what is read as it is typed."""

    code = "text_too_long"


@contextmanager
def one_at_a_time(turn: str) -> Iterator[None]:
    """Hold a turn, in a transaction of its own, across processes.

    Raises `SuggestionsBusy` at once if another transaction holds it.
    """
    with transaction.atomic():
        if not try_advisory_lock(f"suggestions {turn}"):
            raise SuggestionsBusy(_("Suggestions are still being made. Try again in a moment."))
        yield


def refuse_too_long(documents: Documents) -> None:
    """Raise `TextTooLong` if the text of all fields together is too long."""
    if sum(len(document.text) for document in documents.values()) > MOST_CHARACTERS:
        message = _("Suggestions are made for texts of at most %(most)s characters.")
        raise TextTooLong(message % {"most": f"{MOST_CHARACTERS:,}"})
