"""Lists of the API, found the quick way where they are asked for all day."""

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
    """`everything` is the whole list, `about` the lists by one entity, named as their filters are.

    Both are written once; any other combination of filters goes through the filter set, and
    `columns` makes its rows.
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
        """The rows of the page that the request asks for."""
        return paginator.read(self.request, self._finder())

    def _finder(self) -> Callable[..., Page[Any]]:
        asked = self.request.query_params
        refuse_unknown(self.request, self.filterset_class.base_filters)
        given = asked.keys() - PAGE_PARAMETERS
        if not given:
            return self.everything.page
        if len(given) == 1 and (name := given.pop()) in self.about:
            return partial(self.about[name].page, read_entity(name, asked[name]))
        rows = self.columns(self.filter_queryset(self.get_queryset()))
        return partial(self.get_keyset().page, rows)
