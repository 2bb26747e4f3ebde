"""Each text that the API takes is checked, by the type of its field."""

from collections.abc import Iterator
from typing import Any

import pytest
from rest_framework import serializers

import newsroom.urls  # noqa: F401 - imports every serializer
from newsroom.lib.api.strict import HtmlField, StrictCharField, StrictSerializer, StrictUrlField


def shapes(base: Any = StrictSerializer) -> Iterator[Any]:
    for shape in base.__subclasses__():
        yield shape
        yield from shapes(shape)


def fields_of(field: Any) -> Iterator[Any]:
    yield field
    if hasattr(field, "child"):
        yield from fields_of(field.child)


@pytest.mark.parametrize("shape", set(shapes()), ids=lambda shape: shape.__name__)
def test_text_is_read_by_a_strict_field(shape: type[StrictSerializer]) -> None:
    texts = [
        one
        for field in shape().fields.values()
        for one in fields_of(field)
        if isinstance(one, serializers.CharField) and not field.read_only
    ]
    assert [one for one in texts if not isinstance(one, HtmlField)] == []


@pytest.mark.parametrize("field", [StrictCharField(), StrictUrlField()], ids=["text", "address"])
@pytest.mark.parametrize("character", ["\x0b", "\x7f", "\uffff"])
def test_refusal_names_character_and_offset(field: Any, character: str) -> None:
    with pytest.raises(serializers.ValidationError, match=r"U\+.* at offset 9"):
        field.run_validation(f"http://a/{character}")


@pytest.mark.parametrize("field", [StrictCharField(), StrictUrlField(), HtmlField()], ids=str)
def test_number_is_no_text(field: Any) -> None:
    with pytest.raises(serializers.ValidationError):
        field.run_validation(5)
