"""The newest hits of a search, found without reading all hits of a frequent word.

Each vector has lexemes for its year and month ("month:2024-05"). The newest of these are searched
first, then all: of a frequent word the index reads the entries of this period only.
"""

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Final

from django.contrib.postgres.search import SearchRank
from django.core.cache import cache
from django.db.models import F, FloatField, QuerySet
from django.db.models.functions import Cast
from django.utils.timezone import now

from articles.models import Article
from articles.search.querying import ReadQuery, Search

RANKED_HITS: Final = 200
# A word with fewer hits than `RANKED_HITS` among so many articles is in one of a hundred at most.
NEWEST_ARTICLES: Final = 20_000
MOST_MONTHS: Final = 6
# It may be as old: it only decides what is read first.
SECONDS_KNOWN: Final = 600


@dataclass(frozen=True, slots=True)
class Ranking:
    """The articles that a search finds, annotated with `rank`.

    `is_cut`: there are older hits, which are not among them.
    """

    articles: "QuerySet[Any]"
    is_cut: bool


def rank_newest(hits: "QuerySet[Any]", articles: "QuerySet[Any]", search: Search) -> Ranking:
    """Return the articles that the search finds, ranked: headline over deck over body.

    Ranked are the newest 200 of `hits` by title and the newest 200 by all words, since ranking
    reads the vector of each. `hits` are search entries, on which all filters belong. At most four
    queries.
    """
    found = newest_hits(hits, search, limit=RANKED_HITS + 1)
    is_cut = len(found) > RANKED_HITS
    ids = set(found[:RANKED_HITS])
    if is_cut:
        ids.update(newest_hits(hits, search, column="title", limit=RANKED_HITS))
    rank = SearchRank(F("search_entry__words"), ReadQuery(search.tsquery))
    ranked = articles.filter(pk__in=ids).annotate(rank=Cast(rank, FloatField()))
    return Ranking(ranked, is_cut)


def newest_hits(
    hits: "QuerySet[Any]", search: Search, *, limit: int, column: str = "words"
) -> list[int]:
    """Return the ids of the newest articles among `hits` that the search finds.

    Two queries, one if there are few articles.
    """
    newest = hits.order_by("-published_at", "-article_id").values_list("article_id", flat=True)
    if period := _newest_period():
        query = ReadQuery(f"( {period} ) & ( {search.tsquery} )")
        found = list(newest.filter(**{column: query})[:limit])
        if len(found) == limit:
            return found
    return list(newest.filter(**{column: ReadQuery(search.tsquery)})[:limit])


def _newest_period() -> str:
    """Return a condition for the period of the newest articles; "" if there are few articles.

    It has few lexemes, since the index reads the entries of the less frequent part of a query.
    """
    period = cache.get_or_set("newest-articles", _find_newest, SECONDS_KNOWN)
    if not period:
        return ""
    since, until = period
    first = since.astimezone(timezone.utc)
    last = max(until, now()).astimezone(timezone.utc)
    months = [
        f"'month:{number // 12}-{number % 12 + 1:02}'"
        for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    ]
    years = [f"'year:{year}'" for year in range(first.year, last.year + 1)]
    return " | ".join(months if len(months) <= MOST_MONTHS else years)


def _find_newest() -> tuple[datetime, ...]:
    """Return when the first and the last of the newest articles are published; () if all are.

    Scheduled ones are among them, for the desk.
    """
    newest = Article.objects.filter(live__isnull=False).order_by("-published_at", "-pk")
    times = newest.values_list("published_at", flat=True)
    first = times[NEWEST_ARTICLES : NEWEST_ARTICLES + 1].first()
    return (first, times[:1].get()) if first else ()
