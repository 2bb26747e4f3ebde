"""Quotes that a search finds."""

from typing import Any

from django.db.models import QuerySet

from articles.search.querying import ReadQuery, Search


def holding(quotes: "QuerySet[Any]", search: Search) -> "QuerySet[Any]":
    """Return the quotes that hold the words."""
    return quotes.filter(search=ReadQuery(search.tsquery))
