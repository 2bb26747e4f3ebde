"""Slugs: the readable part of an address, unique and never empty."""

from collections.abc import Callable

from django.utils.text import slugify

SLUG_MAX_LENGTH = 120


def make_slug(text: str, *, is_taken: Callable[[str], bool]) -> str:
    """A slug for `text` for which `is_taken` is false.

    Letters of every script are kept (an Arabic headline gets an Arabic slug); a text without any
    letter or digit gives "untitled". Equal texts are told apart by a number.
    """
    stem = slugify(text, allow_unicode=True)[:SLUG_MAX_LENGTH].strip("-_") or "untitled"
    slug, number = stem, 1
    while is_taken(slug):
        number += 1
        slug = f"{stem[: SLUG_MAX_LENGTH - 8]}-{number}"
    return slug
