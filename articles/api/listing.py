"""Lists of the API, read by prepared statements where they are asked for most."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from django.db.models import QuerySet

from articles.api.filters import read_entity
from newsroom.lib.api.filters import refuse_unknown
from newsroom.lib.api.pagination import PAGE_PARAMETERS, KeysetPagination
from newsroom.lib.api.public import PublicViewSet
from newsroom.lib.database.prepared_pages import PagedStatement
from newsroom.lib.keyset import Keyset, Page

Rows = QuerySet[Any, Any]


WORDS = {"type": "array", "items": {"type": "string"}}


class SearchPagination(KeysetPagination):
    """Pages of a list with `q`: they say which of its words were not searched, or not in all."""

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        described = super().get_paginated_response_schema(schema)
        described["properties"] |= {
            "left_out": {
                **WORDS,
                "description": "Only with `q`: its words that were not searched, since nearly "
                "every text has them in at least one language.",
            },
            "in_titles": {
                **WORDS,
                "description": "Only with `q`: its everyday words that were searched in titles, "
                "and in capitals, only.",
            },
        }
        return described


class ListingViewSet(PublicViewSet):
    """Base for lists with prepared statements.

    `everything` is the statement of the whole list, `about` has those of the lists by one entity,
    by the names of their filters. Any other combination of filters goes through the filter set,
    whose rows `columns` selects.
    """

    everything: ClassVar[PagedStatement]
    about: ClassVar[Mapping[str, PagedStatement]]
    filterset_class: Any = None
    filterset: Any = None

    def said_of_search(self) -> dict[str, list[str]]:
        """Return what the answer says of its `q`, beside the results; {} without one."""
        search = getattr(self.filterset, "search", None)
        if search is None:
            return {}
        return {"left_out": list(search.left_out), "in_titles": list(search.in_titles)}

    def get_keyset(self) -> Keyset:
        raise NotImplementedError

    def columns(self, rows: Rows) -> Rows:
        raise NotImplementedError

    def read_page(self, paginator: KeysetPagination) -> list[Any]:
        """Return the rows of the page that the request asks for."""
        return paginator.read(self.request, self._finder())

    def _finder(self) -> Callable[..., Page[Any]]:
        query = self.request.query_params
        refuse_unknown(self.request, self.filterset_class.base_filters)
        names = query.keys() - PAGE_PARAMETERS
        if not names:
            return self.everything.page
        if len(names) == 1 and (name := names.pop()) in self.about:
            return partial(self.about[name].page, read_entity(name, query[name]))
        rows = self.columns(self.filter_queryset(self.get_queryset()))
        return partial(self.get_keyset().page, rows)
