"""Sets of entities: by kind, and by name."""

from typing import Any

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import models
from django.db.models import FloatField, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Greatest

from entities.models.alias import Alias
from newsroom.lib.text import fold


class EntityQuerySet(models.QuerySet[Any]):
    def current(self) -> "EntityQuerySet":
        """Return the entities that were not merged into another."""
        return self.filter(merged_into=None)

    def named_like(self, query: str) -> "EntityQuerySet":
        """Return the entities with a name or an alias like `query`, and annotate `likeness`.

        Typing errors are allowed. `likeness` is from 0 to 2: the similarity to the best part of a
        name, plus the similarity to the whole name. The query is a union, so that each of the two
        tables is read by its trigram index.
        """
        folded = fold(query)
        alike = Q(folded_name__trigram_word_similar=folded) | Q(folded_name__trigram_similar=folded)
        aliases = Alias.objects.filter(alike)
        names = self.model._base_manager.filter(alike).order_by().values("pk")
        found = names.union(aliases.order_by().values("entity_id"))
        by_alias = (
            aliases.filter(entity=OuterRef("pk"))
            .order_by()
            .values("entity")
            .values(best=Max(_likeness(folded)))
        )
        likeness = Greatest(_likeness(folded), Coalesce(Subquery(by_alias), Value(0.0)))
        return self.filter(pk__in=found).annotate(likeness=Cast(likeness, FloatField()))


def _likeness(folded: str) -> models.expressions.CombinedExpression:
    return TrigramWordSimilarity(folded, "folded_name") + TrigramSimilarity("folded_name", folded)


class EntityManager(models.Manager.from_queryset(EntityQuerySet)):  # type: ignore[misc]
    """All entities, or those of one kind."""

    def __init__(self, kind: str | None = None) -> None:
        super().__init__()
        self.kind = kind

    def get_queryset(self) -> EntityQuerySet:
        entities = super().get_queryset()
        return entities.filter(kind=self.kind) if self.kind else entities
