"""Pages of lists, by `?cursor=`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from newsroom.lib.database.prepared_pages import PagedStatement
from newsroom.lib.keyset import Cursor, InvalidCursor, Keyset, Page

PAGE_SIZE: Final = 20

Rows = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, and the query strings (`?…`) of its neighbours, "" for none."""

    rows: list[Any]
    previous: str
    next: str


class PagedList:
    """A list that is read often, by a `PagedStatement`.

    `make` returns its rows, a `values_list`, for arguments of `types`.
    """

    def __init__(
        self, make: Callable[..., Rows], *types: type, keyset: Keyset, size: int = PAGE_SIZE
    ) -> None:
        # The front page takes 0.7 ms of processor (docs/performance.md).
        self._find = PagedStatement(make, *types, keyset=keyset).page
        self._size = size

    def read(self, request: HttpRequest, *arguments: object) -> Listing:
        """Return the page that the request asks for. Raises as `read_listing` does."""
        return _read(request, partial(self._find, *arguments), self._size)


def read_listing(
    request: HttpRequest, rows: Rows, keyset: Keyset, *, size: int = PAGE_SIZE
) -> Listing:
    """Return the page that the request asks for. One query.

    Raises `BadRequest` on a cursor that this list did not give out, and `Http404` where a cursor
    leads past its end.
    """
    return _read(request, partial(keyset.page, rows), size)


def first_listing(
    request: HttpRequest, found: list[Any], keyset: Keyset, *, size: int = PAGE_SIZE
) -> Listing:
    """Return the first page. `found` are its rows, and one more if there is a next page."""
    return _listing(request, keyset.frame(found, size=size, cursor=None))


def _read(request: HttpRequest, find: Callable[..., Page[Any]], size: int) -> Listing:
    text = request.GET.get("cursor")
    try:
        cursor = None if text is None else Cursor.read(text)
        page = find(size=size, cursor=cursor)
    except InvalidCursor as error:
        raise BadRequest(error.message) from error
    if cursor and not page.rows:
        raise Http404
    return _listing(request, page)


def _listing(request: HttpRequest, page: Page[Any]) -> Listing:
    return Listing(page.rows, _query(request, page.previous), _query(request, page.next))


def _query(request: HttpRequest, cursor: Cursor | None) -> str:
    if cursor is None:
        return ""
    others = [(name, values) for name, values in request.GET.lists() if name != "cursor"]
    return f"?{urlencode([*others, ('cursor', str(cursor))], doseq=True)}"
