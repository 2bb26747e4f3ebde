"""Lists in pages, by `?cursor=`."""

from dataclasses import dataclass
from typing import Any, Final, Generic

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from newsroom.lib.keyset import Cursor, InvalidCursor, Keyset, Row

PAGE_SIZE: Final = 20


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """One page of a list, and the queries (`?…`) of its neighbours, "" where there is none."""

    rows: list[Row]
    previous: str
    next: str


def read_listing(
    request: HttpRequest, rows: "QuerySet[Any, Row]", keyset: Keyset, *, size: int = PAGE_SIZE
) -> Listing[Row]:
    """The page that the request asks for, by one query.

    Raises `BadRequest` on a cursor that this list did not give out, and `Http404` where a cursor
    leads past its end.
    """
    given = request.GET.get("cursor")
    try:
        cursor = None if given is None else Cursor.read(given)
        page = keyset.page(rows, size=size, cursor=cursor)
    except InvalidCursor as error:
        raise BadRequest(error.message) from error
    if cursor and not page.rows:
        raise Http404
    return Listing(page.rows, _query(request, page.previous), _query(request, page.next))


def _query(request: HttpRequest, cursor: Cursor | None) -> str:
    if cursor is None:
        return ""
    query = request.GET.copy()
    query["cursor"] = str(cursor)
    return f"?{query.urlencode()}"
