"""Filters of people and organisations in the API."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from entities.models.entity_queryset import EntityQuerySet
from newsroom.lib.api.filters import TextFilter


class EntityFilterSet(django_filters.FilterSet):
    q = TextFilter(
        method="filter_named_like",
        label="A name or an alias, typing errors allowed; best matches first.",
    )

    def filter_named_like(self, entities: EntityQuerySet, name: str, value: str) -> "QuerySet[Any]":
        del name
        return entities.named_like(value)
