"""Slugs: the readable part of an address, unique and never empty."""

import re
from collections.abc import Callable
from typing import Any, Final
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, Func, Q
from django.db.models.functions import Lower
from django.utils.text import slugify
from django.utils.translation import gettext as _

from newsroom.lib.unseen import without_all_unseen

SLUG_MAX_LENGTH: Final = 120
# Not in a stored slug: two hyphens in a row, a hyphen or an underscore at an end.
UNTIDY: Final = "--|^[-_]|[-_]$"
# No slug: where an id or a slug may be given, as in the API, digits alone are an id.
NUMBER: Final = "^[0-9]+$"


def tidy_slug(slug: str) -> str:
    """Return a slug in the form in which slugs are stored and looked up.

    Slugs that differ only in case, Unicode form, width, doubled hyphens, hyphens and underscores at
    the ends, or in what nobody can see, have the same form. Characters that are not allowed stay,
    so that the validator refuses the slug.
    """
    plain = normalize("NFKC", normalize("NFKC", without_all_unseen(slug)).lower())
    return re.sub("--+", "-", plain).strip("-_")


def make_slug(text: str, *, is_taken: Callable[[str], bool]) -> str:
    """Return a slug made from `text` for which `is_taken` returns false.

    Letters of every script are kept: an Arabic headline gets an Arabic slug. A text without letters
    and digits gives "untitled", a number "no-7". If the slug is taken, a number is added.
    """
    stem = tidy_slug(slugify(text, allow_unicode=True)[:SLUG_MAX_LENGTH]) or "untitled"
    if re.search(NUMBER, stem):
        stem = f"no-{stem}"[:SLUG_MAX_LENGTH]
    slug, number = stem, 1
    while is_taken(slug):
        number += 1
        slug = f"{stem[: SLUG_MAX_LENGTH - 8].rstrip('-_')}-{number}"
    return slug


def refuse_number(slug: str) -> None:
    """Raise `ValidationError` for a slug of nothing but digits."""
    if re.search(NUMBER, slug):
        raise ValidationError(_("A slug of digits alone would be taken for an id."), code="number")


class TidySlugField(models.SlugField):
    """A slug that is made tidy when it is cleaned, stored or looked up (not in a `Statement`)."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.validators.append(refuse_number)

    def to_python(self, value: Any) -> Any:
        slug = super().to_python(value)
        return tidy_slug(slug) if isinstance(slug, str) else slug

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        slug = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, slug)
        return slug


def tidy_slug_constraint(name: str) -> CheckConstraint:
    """Return the constraint that every slug in the column `slug` is tidy."""
    plain = Lower(Func("slug", template="normalize(%(expressions)s, NFKC)"))
    return CheckConstraint(
        condition=Q(slug=plain) & ~Q(slug__regex=f"{UNTIDY}|{NUMBER}"), name=name
    )
