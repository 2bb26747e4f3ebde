"""Pages of lists by keyset, each a `Statement`: its SQL is written once."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from newsroom.lib.database.prepared import Statement
from newsroom.lib.keyset import Cursor, Keyset, Page


class PagedStatement:
    """A list in pages: the `values_list` that `make` returns for arguments of `types`.

    Each size and direction of a page is a `Statement` of its own. The rules of `Statement` hold for
    `make` and `is_encoded`.
    """

    def __init__(
        self,
        make: "Callable[..., QuerySet[Any, Any]]",
        *types: type,
        keyset: Keyset,
        is_encoded: bool = False,
    ) -> None:
        self._make, self._types, self._keyset = make, types, keyset
        self._is_encoded = is_encoded
        self._statement = lru_cache(maxsize=32)(self._write)

    def page(self, *arguments: object, size: int, cursor: Cursor | None = None) -> Page[Any]:
        """Return a page as `Keyset.page` does. One query.

        Raises `InvalidCursor` for a cursor of another list.
        """
        if cursor is None:
            rows = self._statement(size, None).rows(*arguments)
        else:
            self._keyset.check(cursor)
            rows = self._statement(size, cursor.is_backward).rows(*arguments, *cursor.key)
        return self._keyset.frame(rows, size=size, cursor=cursor)

    def _write(self, size: int, is_backward: bool | None) -> Statement:
        if is_backward is None:
            return self._statement_of(
                lambda *arguments: self._rows(arguments, None, size), *self._types
            )
        count = len(self._types)

        def make(*arguments: object) -> "QuerySet[Any, Any]":
            cursor = Cursor(arguments[count:], is_backward=is_backward)
            return self._rows(arguments[:count], cursor, size)

        return self._statement_of(make, *self._types, *self._keyset.types)

    def _statement_of(self, make: "Callable[..., QuerySet[Any, Any]]", *types: type) -> Statement:
        return Statement(make, *types, is_encoded=self._is_encoded)

    def _rows(
        self, arguments: tuple[object, ...], cursor: Cursor | None, size: int
    ) -> "QuerySet[Any, Any]":
        return self._keyset.rows(self._make(*arguments), size=size, cursor=cursor)
