"""Ways to break the database's own rules, past all code above it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import TextField, Value

# As expressions, which are stored as they stand.
UNTIDY_SLUGS = [
    Value(slug, TextField()) for slug in ("7", "Ada", "ada-", "-ada", "a--b", "_a", "o\u0308", "ａ")
]


@contextmanager
def refused(name: str) -> Iterator[None]:
    """The block breaks the constraint of this name."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    assert caught.value.__cause__.diag.constraint_name == name


def change(row: Any, **values: Any) -> None:
    """Past all code: what is stored is what the database lets be stored."""
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def copy(row: Any, **values: Any) -> None:
    row.pk = None
    row._state.adding = True
    for name, value in values.items():
        setattr(row, name, value)
    row.save(force_insert=True)
