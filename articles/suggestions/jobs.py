"""Jobs of the worker that make suggestions."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

IN_BULK: Final = "articles.suggest_tags"
WITH_MODEL: Final = "articles.suggest_with_model"
CHUNK: Final = 100


def suggest_later(article_ids: Sequence[int]) -> None:
    """Queue jobs that make suggestions for these articles, a hundred in a job."""
    chunks = [list(article_ids[i : i + CHUNK]) for i in range(0, len(article_ids), CHUNK)]
    jobs: list[dict[str, Any]] = [{"article_ids": chunk} for chunk in chunks]
    app.configure_task(IN_BULK).batch_defer(*jobs)


def suggest_with_model(article_ids: Collection[int]) -> None:
    """Queue a job for each article that adds the language model's names, if there is a model.

    An article that waits already is not queued again.
    """
    if not settings.SUGGESTIONS_MODEL:
        return
    for pk in sorted(article_ids):
        with suppress(AlreadyEnqueued), transaction.atomic():
            app.configure_task(WITH_MODEL, queueing_lock=f"model {pk}").defer(article_id=pk)
