"""Sets of articles and tags, and the one definition of what is public."""

from typing import Any

from django.db import models
from django.db.models.functions import Now


class ArticleQuerySet(models.QuerySet[Any]):
    def public(self) -> "ArticleQuerySet":
        """What anybody may read now. Decided at query time: no worker can leak or withhold."""
        return self.filter(live__isnull=False, published_at__lte=Now())

    def newest_first(self) -> "ArticleQuerySet":
        return self.order_by("-published_at", "-pk")

    def about(self, entity_id: int) -> "ArticleQuerySet":
        """Those in which the entity is named or speaks, as published."""
        return self.filter(appearances__entity=entity_id)


class TagQuerySet(models.QuerySet[Any]):
    def public(self) -> "TagQuerySet":
        """Tags of what anybody may read now."""
        return self.filter(live_at__lte=Now())

    def newest_first(self) -> "TagQuerySet":
        return self.order_by("-live_at", "-pk")


class AppearanceQuerySet(models.QuerySet[Any]):
    def public(self) -> "AppearanceQuerySet":
        """Appearances in what anybody may read now."""
        return self.filter(published_at__lte=Now())

    def newest_first(self) -> "AppearanceQuerySet":
        return self.order_by("-published_at", "-article_id")
