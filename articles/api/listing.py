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
