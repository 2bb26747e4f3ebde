"""The search of the list of quotes, by words and by who said them."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

from django.db.models import QuerySet

from articles.models import Quote
from articles.search.querying import EmptySearch, read_search
from articles.search.quotes import holding

HITS: Final = 500


def find_quotes(term: str, speakers: Sequence[int]) -> "QuerySet[Any]":
    """Return the ids of the newest 500 quotes with the words, and the newest 500 of each speaker.

    The parts are joined by UNION, since conditions joined by OR would read every quote that one of
    them finds. Each part is the beginning of an index, or few rows.
    """
    newest_live = Quote.objects.order_by("-live_at", "-pk").values("pk")
    parts: list[QuerySet[Any, Any]] = [
        newest_live.filter(speaker=speaker)[:HITS] for speaker in speakers
    ]
    with suppress(EmptySearch):  # a name may still be meant
        hits = holding(Quote.objects.order_by("-pk"), read_search(term))
        parts.append(hits.values("pk")[:HITS])
    return parts[0].union(*parts[1:]) if parts else Quote.objects.none().values("pk")
