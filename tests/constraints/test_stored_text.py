"""Every column of text refuses what no stored text holds, whoever writes it, COPY and SQL too."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from newsroom.lib.database.stored_text import StorableText
from newsroom.lib.partial_dates import PartialDateField

# Made of texts that are checked; these hold marks of ours, which no text can hold.
PREPARED = {"Appearance.passages", "Rendition.page", "Rendition.summary", "Rendition.detail"}
REFUSED = ["\x01", "\x08", "\x0b", "\x0c", "\x1f", "\x7f", "\x85", "\x9f", "\ufffe", "\uffff"]
STORED = ["\t", "\r\n", "é", "\u2028", "\u200b", "\ufdd0", "\U0001fffe", "\\u0001", "\\b", "\\\\f"]


def columns() -> Iterator[Any]:
    for name in ("newsroom", "entities", "articles"):
        for model in apps.get_app_config(name).get_models():
            for field in () if model._meta.proxy else model._meta.local_concrete_fields:
                yield model, field


def is_text(field: Any) -> bool:
    """Return whether people or machines may write it: choices, dates and hashes are ours."""
    is_ours = field.choices or isinstance(field, PartialDateField) or field.name == "password"
    types = (models.CharField, models.TextField, models.JSONField)
    return isinstance(field, types) and not is_ours


@pytest.mark.parametrize(
    ("model", "field"),
    [
        pytest.param(model, field, id=label)
        for model, field in columns()
        if is_text(field) and (label := f"{model.__name__}.{field.name}") not in PREPARED
    ],
)
@pytest.mark.django_db
def test_column_refuses_what_no_stored_text_holds(model: Any, field: Any) -> None:
    (constraint,) = (c for c in model._meta.constraints if isinstance(c, StorableText))
    copy_table_with_nothing_but(model, constraint.name)
    is_json = isinstance(field, models.JSONField)
    for text in STORED:
        insert(field.column, json.dumps({"a": [text, {text: 1}]}) if is_json else text)
    for text in REFUSED:
        for value in [json.dumps({"a": [text]}), json.dumps({text: 1})] if is_json else [text]:
            with pytest.raises(IntegrityError, match=constraint.name), transaction.atomic():
                insert(field.column, value)


def copy_table_with_nothing_but(model: Any, constraint: str) -> None:
    """Make an empty table `bare` of the same columns, each of which may be null."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE bare (LIKE {model._meta.db_table})")
        for field in model._meta.local_concrete_fields:
            cursor.execute(f'ALTER TABLE bare ALTER "{field.column}" DROP NOT NULL')
        rule = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s"
        cursor.execute(rule, [constraint])
        (definition,) = cursor.fetchone()
        cursor.execute(f"ALTER TABLE bare ADD CONSTRAINT {constraint} {definition}")


def insert(column: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO bare ("{column}") VALUES (%s)', [value])  # noqa: S608 - of ours
