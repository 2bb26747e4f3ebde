"""The search in the words of articles."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe

from articles.languages import LANGUAGE_NAMES, direction
from articles.models import Article, SearchEntry
from articles.publication.rendition_store import shown_cards
from articles.search.entity_offers import named_exactly, named_nearly
from articles.search.newest import rank_newest
from articles.search.querying import EmptySearch, Search, read_search
from articles.search.snippets import snippets
from articles.views.pagination import Listing, read_listing
from articles.views.responses import page, public_page
from entities.models import Entity
from newsroom.lib.characters import without_refused
from newsroom.lib.keyset import Keyset

BEST: Final = Keyset(("rank", "published_at", "pk"), (float, datetime, int))


def wanted_words(request: HttpRequest) -> str:
    """Return what `?q=` asks for."""
    return without_refused(request.GET.get("q", "")).strip()


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Show the articles that `?q=` finds, best first; without `q`, a form.

    Five queries, two more where a word is frequent. Where nothing is found, names like it are
    offered.
    """
    q = wanted_words(request)
    context = _answer(request, q) if q else {}
    return page(
        request, "articles/search.html", title=f"{q} – Search" if q else "Search", q=q, **context
    )


def _answer(request: HttpRequest, q: str) -> dict[str, Any]:
    try:
        query = read_search(q)
    except EmptySearch as error:
        return {"error": error.message}
    entries = SearchEntry.objects.filter(published_at__lte=Now())
    ranking = rank_newest(entries, Article.objects.public(), query)
    rows = ranking.articles.values_list(*BEST.fields, "language", "rendition__card", named=True)
    listing = read_listing(request, rows, BEST)
    named = named_exactly(q)
    return {
        "listing": listing,
        "hits": _hits(listing, query),
        "named": named,
        "nearly_named": named_nearly(q) if _may_mean_a_name(query, listing, named) else [],
        "is_cut": ranking.is_cut,
        "left_out": query.left_out,
        "in_titles": query.in_titles,
    }


def _may_mean_a_name(query: Search, listing: Listing, named: list[Entity]) -> bool:
    """Return whether nothing was found that was meant for sure."""
    return not named and (bool(query.in_titles) or not listing.rows)


def _hits(listing: Listing, query: Search) -> Iterator["Hit"]:
    found = snippets([row.pk for row in listing.rows], query)
    cards = shown_cards({row.pk: row.rendition__card for row in listing.rows})
    for row in listing.rows:
        yield Hit(row, cards[row.pk], found.get(row.pk, ""))


class Hit:
    """An article that was found, with the passage."""

    def __init__(self, row: Any, card: str, snippet: str) -> None:
        self.card: SafeString = mark_safe(card)  # noqa: S308 - prepared
        self.snippet: SafeString = mark_safe(snippet)  # noqa: S308 - escaped, but for its <mark>s
        self.language: str = row.language
        self.direction = direction(row.language)
        self.language_name = LANGUAGE_NAMES.get(row.language, row.language)
