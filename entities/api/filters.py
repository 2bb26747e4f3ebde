"""Filters over entities, and filters of other lists by an entity."""

from collections.abc import Collection
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from entities.models import Entity
from entities.querysets import EntityQuerySet
from entities.services.resolving import resolve
from newsroom.lib.api.filters import DescribedFilter, TextFilter
from newsroom.lib.api.pagination import GIVEN
from newsroom.lib.statements import Statement


class EntityFilterSet(django_filters.FilterSet):
    q = TextFilter(
        method="filter_named_like",
        label="A name or an alias, or nearly one; the likest come first.",
    )

    def filter_named_like(self, entities: EntityQuerySet, name: str, value: str) -> "QuerySet[Any]":
        del name
        return entities.named_like(value)


def _by_id(pk: int) -> "QuerySet[Any, Any]":
    return Entity.objects.filter(pk=pk).values_list("pk", "kind", "merged_into_id", named=True)


def _by_slug(slug: str) -> "QuerySet[Any, Any]":
    return Entity.objects.filter(kind__in=Entity.Kind.values, slug=slug).values_list(
        "pk", "kind", "merged_into_id", named=True
    )


BY_ID = Statement(_by_id, int)
BY_SLUG = Statement(_by_slug, str)
MAX_ID_DIGITS = 18  # fewer than 64 bits hold


def find_entity(text: str, kinds: Collection[str]) -> int:
    """The id of an entity given by id or slug; one that was merged gives what it is now.

    Raises `ValidationError` when there is none of these kinds, or when a slug could mean two.
    """
    is_id = text.isascii() and text.isdigit() and len(text) <= MAX_ID_DIGITS
    rows = BY_ID.rows(int(text)) if is_id else BY_SLUG.rows(text)
    found = [row for row in rows if row.kind in kinds]
    if not found:
        raise unknown()
    if len(found) > 1:
        raise ValidationError(
            _("A person and an organisation have this slug: give an id."), code="ambiguous"
        )
    (entity,) = found
    return resolve([entity.pk])[entity.pk].pk if entity.merged_into_id else entity.pk


def unknown() -> ValidationError:
    return ValidationError(_("There is none with this id or slug."), code="unknown")


class EntityField(forms.CharField):
    def __init__(self, *, kinds: tuple[str, ...], **options: Any) -> None:
        self.kinds = kinds
        super().__init__(**options)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        return find_entity(text, self.kinds) if text else None


class EntityFilter(DescribedFilter):
    """A filter whose value is an entity's id, given as id or slug."""

    field_class = EntityField
    schema = GIVEN
