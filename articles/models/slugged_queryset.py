from collections.abc import Collection
from typing import Any

from django.db import models


class SluggedQuerySet(models.QuerySet[Any]):
    """Rows with a `slug`, whose earlier slugs are in `former_slugs`."""

    def ever_at(self, slug: str) -> "models.QuerySet[Any, Any]":
        """Return the ids of the row that has the slug and of the row that had it: one at most."""
        former = self.filter(former_slugs__slug=slug).order_by().values_list("pk", flat=True)
        return self.filter(slug=slug).order_by().values_list("pk", flat=True).union(former)

    def formerly_at(self, *slugs: str) -> Any:
        """Return the rows that readers knew by one of these slugs before."""
        return self.filter(former_slugs__slug__in=slugs, former_slugs__was_public=True)

    def slugs_leading_to(self, slugs: Collection[str]) -> set[str]:
        """Return those of `slugs` that one of these rows has, or that readers knew it by."""
        present = self.filter(slug__in=slugs).order_by().values_list("slug", flat=True)
        former = self.formerly_at(*slugs).order_by().values_list("former_slugs__slug")
        return set(present.union(former))
