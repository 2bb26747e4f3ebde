"""Queries that Django writes once and PostgreSQL answers often.

For a page that is prepared, writing the SQL anew costs more than all the rest: 1.2 ms of an
article's 2 ms, where executing it took 0.3.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timezone
from functools import cached_property
from typing import Any, Final
from uuid import UUID

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from psycopg.adapt import Loader
from psycopg.types.datetime import TimestamptzLoader

# Values that nobody asks for, to find where in the SQL's parameters an argument stands.
EXAMPLES: Final[Mapping[type, Callable[[int], object]]] = {
    int: lambda place: 1_234_567_890 + place,
    str: lambda place: f"example-{place}",
    UUID: lambda place: UUID(int=1_234_567_890 + place),
    datetime: lambda place: datetime(1234, 5, 6 + place, tzinfo=timezone.utc),
}


class Statement:
    """The query set that `make` gives for arguments of `types`, a `values_list`, written once.

    `make` is called with examples, never with what a reader asks for: each argument has to be one
    of the SQL's parameters as it stands, and nothing else in `make` may depend on it. With
    `is_encoded` what columns of type text hold comes as UTF-8, to be sent on unread.
    """

    def __init__(
        self, make: "Callable[..., QuerySet[Any, Any]]", *types: type, is_encoded: bool = False
    ) -> None:
        self._make, self._is_encoded = make, is_encoded
        self._examples = [EXAMPLES[kind](place) for place, kind in enumerate(types)]

    def rows(self, *arguments: object) -> list[Any]:
        """The rows for these arguments, as named tuples. One query."""
        if len(arguments) != len(self._examples):
            raise TypeError(f"This statement takes {len(self._examples)} arguments.")
        return self._written.rows(arguments)

    def row(self, *arguments: object) -> Any:
        """The first row for these arguments, or None."""
        return next(iter(self.rows(*arguments)), None)

    @cached_property
    def _written(self) -> "_Written":
        return _Written(self._make(*self._examples), self._examples, self._is_encoded)


class EncodedLoader(Loader):
    """Leaves a text as PostgreSQL sent it: Django's connections speak UTF-8."""

    def load(self, data: Any) -> bytes:
        return bytes(data)


class PreparingCursor(psycopg.Cursor[Any]):
    """Has PostgreSQL plan a statement once for a connection, if its `prepare_threshold` allows."""

    def __init__(self, connection: Any, *, is_encoded: bool = False) -> None:
        super().__init__(connection)
        # Django's own is written in Python: a list's dates took a sixth of its time.
        self.adapters.register_loader("timestamptz", TimestamptzLoader)
        if is_encoded:
            self.adapters.register_loader("text", EncodedLoader)

    def execute(self, query: Any, params: Any = None, **_options: Any) -> Any:
        return super().execute(query, params, prepare=True)


class _Written:
    def __init__(
        self, rows: "QuerySet[Any, Any]", examples: list[object], is_encoded: bool
    ) -> None:
        self._is_encoded = is_encoded
        self._compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self._sql, self._given = self._compiler.as_sql()
        self._places = [examples.index(it) if it in examples else None for it in self._given]
        if not set(range(len(examples))) <= set(self._places):
            raise ValueError("An argument is no parameter of the SQL as it stands.")
        columns = [column for column, _, _ in self._compiler.select]
        self._converters = self._compiler.get_converters(columns)
        self._row: Any = namedtuple("Row", rows.query.selected or ())  # type: ignore[misc]

    def rows(self, arguments: Sequence[Any]) -> list[Any]:
        parameters = [
            given if place is None else arguments[place]
            for place, given in zip(self._places, self._given, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.cursor = PreparingCursor(connection.connection, is_encoded=self._is_encoded)
            cursor.execute(self._sql, parameters)
            found = cursor.fetchall()
        if self._converters:
            found = self._compiler.apply_converters(found, self._converters)
        return [self._row._make(values) for values in found]
