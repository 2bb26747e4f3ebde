"""Slugs in addresses."""

from typing import Final

from django.urls import register_converter

SLUG: Final = "<unicode_slug:slug>"


class SlugConverter:
    """A slug with letters of every script; whatever else is asked for, no slug is like it."""

    regex = r"[-\w]{1,120}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SlugConverter, "unicode_slug")
