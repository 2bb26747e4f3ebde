"""Which entities the public and the desk may know of."""

from collections.abc import Iterable
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import Appearance, Article, EntityOrigin
from entities.models import Entity
from entities.models.entity_queryset import EntityQuerySet
from newsroom.models import User


def publicly_named(entities: "QuerySet[Any]") -> EntityQuerySet:
    """Those that something public names or quotes: a name in a draft must not leak."""
    appearances = Appearance.objects.public().filter(entity=OuterRef("pk"))
    return cast("EntityQuerySet", entities.filter(Exists(appearances)))


def known_at_desk(entities: "QuerySet[Any]", user: User) -> EntityQuerySet:
    """Return those that the user may be told of at the desk.

    Left out are entities made for an article that the user may not see, until readers know them:
    a name alone would tell what a secret draft is about.
    """
    return cast("EntityQuerySet", entities.exclude(is_secret_to(user)))


def is_secret_to(user: User, entity: str = "pk") -> Q:
    """Return the condition that an entity is not for the user; `entity` is the column of its id."""
    visible = Article.objects.visible_to(user).filter(pk=OuterRef("article"))
    secret = EntityOrigin.objects.filter(~Exists(visible), entity=OuterRef(entity))
    public = Appearance.objects.public().filter(entity=OuterRef(entity))
    return Q(Exists(secret) & ~Exists(public))


def known_for(entities: "QuerySet[Any]", article: Article) -> EntityQuerySet:
    """Return those that everybody who sees the article may be told of: not the secrets of another
    article, as `known_at_desk` has them."""
    secret = EntityOrigin.objects.filter(entity=OuterRef("pk")).exclude(article=article)
    public = Appearance.objects.public().filter(entity=OuterRef("pk"))
    return cast("EntityQuerySet", entities.exclude(Exists(secret) & ~Exists(public)))


def unknown_to(entities: Iterable[Entity], user: User) -> frozenset[int]:
    """Return the ids of those among `entities` whom the user may not be told of. One query."""
    ids = {entity.pk for entity in entities}
    known = known_at_desk(Entity.objects.filter(pk__in=ids), user).values_list("pk", flat=True)
    return frozenset(ids.difference(known))
