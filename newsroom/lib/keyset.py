"""Keyset pagination: a page begins where the last one ended, and no rows are counted.

Every page costs as much as the first one. If rows are added meanwhile, no row is repeated or left
out. See https://use-the-index-luke.com/no-offset.
"""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Generic, TypeVar

from django.db.models import F, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from newsroom.lib.errors import DomainError

Row = TypeVar("Row")
Key = tuple[Any, ...]


class InvalidCursor(DomainError):
    """The text is no cursor, or a cursor of another list."""

    code = "invalid_cursor"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The key of a row; the page is before that row if `is_backward`, else after it."""

    key: Key
    is_backward: bool = False

    def __str__(self) -> str:
        key = [{"t": part.isoformat()} if isinstance(part, datetime) else part for part in self.key]
        packed = json.dumps([int(self.is_backward), *key], separators=(",", ":"))
        return base64.urlsafe_b64encode(packed.encode()).rstrip(b"=").decode()

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """Return the cursor that `str` wrote. Raises `InvalidCursor` for any other text."""
        try:
            packed = base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
            direction, *key = json.loads(packed)
            parts = tuple(_read_part(part) for part in key)
        except (ValueError, OverflowError, KeyError, TypeError, RecursionError) as error:
            raise InvalidCursor("This is no cursor that this list gave out.") from error
        return cls(parts, is_backward=bool(direction))


def _read_part(part: object) -> object:
    if isinstance(part, dict):
        return _read_instant(part["t"])
    if isinstance(part, str) and "\x00" not in part:
        return part.encode("utf-8").decode()  # a lone surrogate raises here, not in the database
    if isinstance(part, (int, float)) and abs(part) < 2**63:
        return part
    raise ValueError(part)


def _read_instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant.astimezone(timezone.utc)  # PostgreSQL accepts zones up to +15:59 only


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows in the order of the list, and the cursors of the neighbouring pages, or None."""

    rows: list[Row]
    next: Cursor | None
    previous: Cursor | None


@dataclass(frozen=True, slots=True)
class Keyset:
    """An order by fields that together identify a row, all descending or all ascending.

    `types` are the Python types of the fields; a cursor must have the same. The fields must not be
    null. With an index over the fields in this order, each page is one short range of the index.
    """

    fields: tuple[str, ...]
    types: tuple[type, ...]
    is_descending: bool = True

    def page(
        self, rows: "QuerySet[Any, Row]", *, size: int, cursor: Cursor | None = None
    ) -> Page[Row]:
        """Return `size` rows after (or before) the cursor.

        Raises `InvalidCursor` for a cursor of another list.
        """
        if cursor is not None:
            self.check(cursor)
        found = self.rows(rows, size=size, cursor=cursor)
        return self.frame(list(found), size=size, cursor=cursor)

    def batches(self, rows: "QuerySet[Any, Row]", *, size: int) -> Iterator[list[Row]]:
        """Yield all of the rows, `size` at a time, each batch by a query of its own.

        No cursor of the database is held, so that a slow reader holds no transaction.
        """
        cursor: Cursor | None = None
        while True:
            page = self.page(rows, size=size, cursor=cursor)
            yield page.rows
            cursor = page.next
            if cursor is None:
                return

    def check(self, cursor: Cursor) -> None:
        """Raise `InvalidCursor` if the cursor's key does not fit this order."""
        if tuple(map(type, cursor.key)) != self.types:
            raise InvalidCursor("This cursor belongs to another list.")

    def rows(
        self, rows: "QuerySet[Any, Row]", *, size: int, cursor: Cursor | None = None
    ) -> "QuerySet[Any, Row]":
        """Return the query of a page: its rows in reading order, and one more for `frame`."""
        is_backward = cursor is not None and cursor.is_backward
        runs_down = self.is_descending != is_backward
        order = (F(name).desc() if runs_down else F(name).asc() for name in self.fields)
        rows = rows.order_by(*order)
        if cursor is not None:
            lookup = TupleLessThan if runs_down else TupleGreaterThan
            rows = rows.filter(lookup(Tuple(*map(F, self.fields)), cursor.key))
        return rows[: size + 1]

    def frame(self, found: list[Row], *, size: int, cursor: Cursor | None) -> Page[Row]:
        """Return the rows that the query of `rows` found as a page in the order of the list."""
        is_backward = cursor is not None and cursor.is_backward
        has_more, found = len(found) > size, found[:size]
        if is_backward:
            found.reverse()
        has_next = has_more or is_backward
        has_previous = has_more if is_backward else cursor is not None
        return Page(
            found,
            Cursor(self.key(found[-1])) if found and has_next else None,
            Cursor(self.key(found[0]), is_backward=True) if found and has_previous else None,
        )

    def key(self, row: Row) -> Key:
        return tuple(getattr(row, name) for name in self.fields)
