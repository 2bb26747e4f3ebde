"""Filters over entities, and filters of other lists by an entity."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from entities.models import Entity
from entities.querysets import EntityQuerySet

MAX_NAME_LENGTH = 200


class EntityFilterSet(django_filters.FilterSet):
    q = django_filters.CharFilter(
        method="filter_named_like",
        max_length=MAX_NAME_LENGTH,
        label="A name or an alias, or nearly one; the likest come first.",
    )

    def filter_named_like(self, entities: EntityQuerySet, name: str, value: str) -> "QuerySet[Any]":
        del name
        return entities.named_like(value)


class EntityField(forms.CharField):
    """An entity by its id or its slug; one that was merged gives the one it is now."""

    def __init__(self, *, kinds: tuple[str, ...], **options: Any) -> None:
        self.kinds = kinds
        super().__init__(**options)

    def clean(self, value: Any) -> Entity | None:
        text = super().clean(value)
        return self._find(text) if text else None

    def _find(self, text: str) -> Entity:
        known = Entity.objects.filter(kind__in=self.kinds).select_related("merged_into")
        is_id = text.isascii() and text.isdigit() and len(text) < 19  # noqa: PLR2004 - 64 bits
        found = known.filter(pk=int(text)) if is_id else known.filter(slug=text)[:2]
        if not found:
            raise ValidationError(_("There is none with this id or slug."), code="unknown")
        if len(found) > 1:
            raise ValidationError(_("A person and an organisation have this slug: give an id."))
        entity = found[0]
        while entity.merged_into:
            entity = entity.merged_into
        return entity


class EntityFilter(django_filters.Filter):
    """A filter whose value is an `Entity`, given by id or slug."""

    field_class = EntityField
