"""Serializers that accept exactly what the API describes: no unknown member, no other type."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from newsroom.lib.characters import describe_refused
from newsroom.lib.datetimes import InvalidDatetime, read_datetime


class StrictSerializer(serializers.Serializer[Any]):
    """A serializer that refuses unknown members."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and (unknown := data.keys() - self.fields.keys()):
            message = f"There is no such member. There are: {', '.join(self.fields)}."
            raise serializers.ValidationError({name: [message] for name in unknown}, code="unknown")
        return super().to_internal_value(data)


class HtmlField(serializers.CharField):
    """HTML as an editor holds it: what cannot be stored is removed when it is read."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class StrictCharField(HtmlField):
    """A string that may be stored as it is. DRF's field also accepts numbers."""

    def to_internal_value(self, data: Any) -> str:
        if fault := describe_refused(data) if isinstance(data, str) else None:
            raise serializers.ValidationError(_("This %s.") % fault, code="character")
        return super().to_internal_value(data)


class StrictUrlField(StrictCharField, serializers.URLField):
    """An address. DRF's field also accepts one with control characters."""


class StrictBooleanField(serializers.BooleanField):
    """True or false. DRF's field also accepts "yes", 1 and others."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class StrictDateTimeField(serializers.DateTimeField):
    """A date with time in RFC 3339. DRF's field also accepts days, and guesses ambiguous times."""

    def to_internal_value(self, value: Any) -> datetime:
        if not isinstance(value, str):
            self.fail("invalid", format="YYYY-MM-DDThh:mm:ssZ")
        try:
            return read_datetime(value)
        except InvalidDatetime as error:
            raise serializers.ValidationError(error.message, code=error.code) from error


class StrictIntegerField(serializers.IntegerField):
    """A whole number. DRF's field also accepts "5" and 5.0."""

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)
