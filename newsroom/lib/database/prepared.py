"""Queries whose SQL Django writes once in each process, and which PostgreSQL plans once.

Only for reads that are asked all day: this uses internals of Django's compiler. For an article's
page, writing the SQL took 1.2 of 2 ms, and executing it 0.3. docs/performance.md has the figures.
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

# Values that no reader asks for: they show which of the SQL's parameters an argument is.
EXAMPLES: Final[Mapping[type, Callable[[int], object]]] = {
    int: lambda place: 1_234_567_890 + place,
    str: lambda place: f"example-{place}",
    UUID: lambda place: UUID(int=1_234_567_890 + place),
    datetime: lambda place: datetime(1234, 5, 6 + place, tzinfo=timezone.utc),
}


class Statement:
    """A query whose SQL is written once: the `values_list` that `make` returns.

    `make` takes arguments of `types`. It is called with examples, never with what a reader asks
    for: each argument must be a parameter of the SQL, unchanged, and nothing else in `make` may
    depend on it. With `is_encoded`, columns of type text come as bytes in UTF-8.
    """

    def __init__(
        self, make: "Callable[..., QuerySet[Any, Any]]", *types: type, is_encoded: bool = False
    ) -> None:
        self._make, self._is_encoded = make, is_encoded
        self._examples = [EXAMPLES[kind](place) for place, kind in enumerate(types)]

    def rows(self, *arguments: object) -> list[Any]:
        """Return the rows for these arguments, as named tuples. One query."""
        if len(arguments) != len(self._examples):
            raise TypeError(f"This statement takes {len(self._examples)} arguments.")
        return self._compiled.rows(arguments)

    def row(self, *arguments: object) -> Any:
        """Return the first row for these arguments, or None. One query."""
        return next(iter(self.rows(*arguments)), None)

    @cached_property
    def _compiled(self) -> "_CompiledQuery":
        return _CompiledQuery(self._make(*self._examples), self._examples, self._is_encoded)


class EncodedLoader(Loader):
    """A loader that keeps text as the bytes that PostgreSQL sent: UTF-8 in Django's connections."""

    def load(self, data: Any) -> bytes:
        return bytes(data)


class PreparingCursor(psycopg.Cursor[Any]):
    """A cursor whose statements a connection plans once, if `prepare_threshold` is set."""

    def __init__(self, connection: Any, *, is_encoded: bool = False) -> None:
        super().__init__(connection)
        # Django's own loader is written in Python: dates took a sixth of a list's time.
        self.adapters.register_loader("timestamptz", TimestamptzLoader)
        if is_encoded:
            self.adapters.register_loader("text", EncodedLoader)

    def execute(self, query: Any, params: Any = None, **_options: Any) -> Any:
        return super().execute(query, params, prepare=True)


class _CompiledQuery:
    def __init__(
        self, rows: "QuerySet[Any, Any]", examples: list[object], is_encoded: bool
    ) -> None:
        self._is_encoded = is_encoded
        self._compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self._sql, self._parameters = self._compiler.as_sql()
        # For each parameter the index of the argument that it is; None for a constant.
        self._places = [
            examples.index(parameter) if parameter in examples else None
            for parameter in self._parameters
        ]
        if not set(range(len(examples))) <= set(self._places):
            raise ValueError("An argument is no parameter of the SQL.")
        columns = [column for column, _, _ in self._compiler.select]
        self._converters = self._compiler.get_converters(columns)
        self._row: Any = namedtuple("Row", rows.query.selected or ())  # type: ignore[misc]

    def rows(self, arguments: Sequence[Any]) -> list[Any]:
        parameters = [
            constant if place is None else arguments[place]
            for place, constant in zip(self._places, self._parameters, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.cursor = PreparingCursor(connection.connection, is_encoded=self._is_encoded)
            cursor.execute(self._sql, parameters)
            found = cursor.fetchall()
        if self._converters:
            found = self._compiler.apply_converters(found, self._converters)
        return [self._row._make(values) for values in found]
