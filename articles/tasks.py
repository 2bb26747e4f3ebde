"""Jobs of the worker. Each is safe to run again."""

from procrastinate.contrib.django import app

from articles.publication.changes import trim_changes
from articles.publication.stale_renditions import REFRESH, refresh_stale
from articles.suggestions.jobs import IN_BULK, WITH_MODEL
from articles.suggestions.language_model import find_names
from articles.suggestions.open_suggestions import suggest_for_articles, suggest_tags
from newsroom.desk_api.repeating import forget_answers
from newsroom.lib.database.request_counts import forget_counts


@app.task(name=IN_BULK)
def suggest_in_bulk(article_ids: list[int]) -> None:
    """Suggest tags by rules for a selection that is too large for a request."""
    suggest_for_articles(article_ids=article_ids)


@app.task(name=WITH_MODEL)
def suggest_with_model(article_id: int) -> None:
    """Suggest tags again, with the names that the language model finds."""
    found = find_names(article_id)
    if found is not None:
        suggest_tags(article_id=article_id, found=found)


@app.task(name=REFRESH)
def refresh_outdated() -> None:
    """Refresh the renditions that show an outdated name."""
    refresh_stale()


@app.periodic(cron="17 * * * *")
@app.task(name="forget_requests")
def forget_requests(timestamp: int) -> None:
    """Delete answers and counts of requests that nobody asks for any more, each hour."""
    del timestamp
    forget_answers()
    forget_counts()


@app.periodic(cron="41 3 * * *")
@app.task(name="trim_changes")
def trim_change_feed(timestamp: int) -> None:
    """Delete rows of the change feed that a newer one has replaced, each night."""
    del timestamp
    trim_changes()
