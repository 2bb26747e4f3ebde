"""Sets of articles and tags, and the one definition of what is public."""

from typing import Any

from django.db import models
from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.db.models.functions import Now

from entities.models import Affiliation


class ArticleQuerySet(models.QuerySet[Any]):
    def public(self) -> "ArticleQuerySet":
        """What anybody may read now. Decided at query time: no worker can leak or withhold."""
        return self.filter(live__isnull=False, published_at__lte=Now())

    def about(self, entity_id: int, *, speaking: bool = False) -> "ArticleQuerySet":
        """Those in which the entity is named or quoted (with `speaking`: quoted), as published.

        Joined as `appearance`, by whose `published_at` and `article` they are best ordered: one
        index then gives an entity's newest articles. Further calls narrow the set.
        """
        quoted = {"quote_count__gt": 0} if speaking else {}
        if self.is_about_somebody:
            appearances = self.model._meta.get_field("appearances").related_model.objects
            return self.filter(
                Exists(appearances.filter(article=OuterRef("pk"), entity=entity_id, **quoted))
            )
        joined = self.annotate(
            appearance=FilteredRelation("appearances", condition=Q(appearances__entity=entity_id))
        )
        conditions = {f"appearance__{name}": value for name, value in quoted.items()}
        return joined.filter(appearance__entity=entity_id, **conditions)

    @property
    def is_about_somebody(self) -> bool:
        """Whether `about` has been called."""
        return "appearance" in self.query._filtered_relations  # type: ignore[attr-defined]


class TagQuerySet(models.QuerySet[Any]):
    def public(self) -> "TagQuerySet":
        """Tags of what anybody may read now."""
        return self.filter(live_at__lte=Now())

    def by_organisation(self, entity_id: int) -> "TagQuerySet":
        """Quotes that an organisation, or somebody who holds or held an office in it, said.

        Asks first who that is: knowing how often they speak, PostgreSQL reads their quotes and
        not all, newest first, until some are theirs.
        """
        offices = Affiliation.objects.filter(organisation=entity_id)
        return self.filter(speaker__in=[entity_id, *offices.values_list("person", flat=True)])


class AppearanceQuerySet(models.QuerySet[Any]):
    def public(self) -> "AppearanceQuerySet":
        """Appearances in what anybody may read now."""
        return self.filter(published_at__lte=Now())


class SectionQuerySet(models.QuerySet[Any]):
    def public(self) -> "SectionQuerySet":
        """Those with something public in them: a section can be made for a secret draft."""
        articles = self.model._meta.get_field("articles").related_model.objects.public()
        return self.filter(Exists(articles.filter(section=OuterRef("pk"))))
