"""The newest hits of a search, found without reading all hits of a frequent word.

Each vector has a lexeme for its month ("month:2024-05"). The newest months are searched first, then
all: of a frequent word the index reads the entries of these months only.
"""

from collections.abc import Iterator
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
    if months := _newest_months():
        query = ReadQuery(f"( {months} ) & ( {search.tsquery} )")
        found = list(newest.filter(**{column: query})[:limit])
        if len(found) == limit:
            return found
    return list(newest.filter(**{column: ReadQuery(search.tsquery)})[:limit])


def month_lexeme(moment: datetime) -> str:
    return f"month:{moment.astimezone(timezone.utc):%Y-%m}"


def _newest_months() -> str:
    """Return a condition for the months of the newest articles; "" if there are few articles."""
    since = cache.get_or_set("newest-articles-since", _newest_since, SECONDS_KNOWN)
    return " | ".join(f"'{month}'" for month in _months_since(since)) if since else ""


def _newest_since() -> Any:
    newest = Article.objects.public().order_by("-published_at", "-pk")
    at = newest.values_list("published_at", flat=True)[NEWEST_ARTICLES : NEWEST_ARTICLES + 1]
    return at.first() or ""


def _months_since(since: datetime) -> Iterator[str]:
    """Return the months up to the present one, in UTC."""
    first, last = since.astimezone(timezone.utc), now().astimezone(timezone.utc)
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield month_lexeme(datetime(number // 12, number % 12 + 1, 1, tzinfo=timezone.utc))
