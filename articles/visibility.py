"""Which entities the public may know of."""

from typing import Any, cast

from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Appearance
from entities.querysets import EntityQuerySet


def publicly_named(entities: "QuerySet[Any]") -> EntityQuerySet:
    """Those that something public names or quotes: a name in a draft must not leak."""
    appearances = Appearance.objects.public().filter(entity=OuterRef("pk"))
    return cast("EntityQuerySet", entities.filter(Exists(appearances)))
