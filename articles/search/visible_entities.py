"""Rules for the entities that the public and the desk may know of."""

from collections.abc import Iterable
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import Appearance, Article, EntityOrigin
from entities.models import Entity
from entities.models.entity_queryset import EntityQuerySet
from newsroom.models import User


def publicly_named(entities: "QuerySet[Any]") -> EntityQuerySet:
    """Return the entities that something public names or quotes: no name in a draft may leak."""
    appearances = Appearance.objects.public().filter(entity=OuterRef("pk"))
    return cast("EntityQuerySet", entities.filter(Exists(appearances)))


def known_at_desk(entities: "QuerySet[Any]", user: User) -> EntityQuerySet:
    """Return the entities that the user may know of at the desk.

    Entities made for an article that the user may not see are left out until something public
    names them: a name alone would tell what a secret draft is about.
    """
    return cast("EntityQuerySet", entities.exclude(is_secret_to(user)))


def is_secret_to(user: User, entity: str = "pk") -> Q:
    """Return the condition that an entity is not for the user; `entity` is the column of its id."""
    visible = Article.objects.visible_to(user).filter(pk=OuterRef("article"))
    secret = EntityOrigin.objects.filter(~Exists(visible), entity=OuterRef(entity))
    public = Appearance.objects.public().filter(entity=OuterRef(entity))
    return Q(Exists(secret) & ~Exists(public))


def known_for(entities: "QuerySet[Any]", article: Article) -> EntityQuerySet:
    """Return the entities that everybody who sees the article may know of.

    Left out are entities made for another article, until something public names them.
    """
    secret = EntityOrigin.objects.filter(entity=OuterRef("pk")).exclude(article=article)
    public = Appearance.objects.public().filter(entity=OuterRef("pk"))
    return cast("EntityQuerySet", entities.exclude(Exists(secret) & ~Exists(public)))


def unknown_to(entities: Iterable[Entity], user: User) -> frozenset[int]:
    """Return the ids of those `entities` that the user may not know of. One query."""
    ids = {entity.pk for entity in entities}
    known = known_at_desk(Entity.objects.filter(pk__in=ids), user).values_list("pk", flat=True)
    return frozenset(ids.difference(known))
