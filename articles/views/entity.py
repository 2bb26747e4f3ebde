"""A person's or an organisation's page: who it is, what it said, where it is named."""

from datetime import datetime
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles.models import Appearance, Quote
from articles.views.affiliations import affiliations
from articles.views.paging import read_listing
from articles.views.passages import Entry
from articles.views.quoted import QUOTED, Quoted
from articles.views.responses import page, public_page
from entities.models import Alias, Entity
from entities.services.resolving import resolve
from newsroom.lib.keyset import Keyset

NEWEST: Final = Keyset(("published_at", "article_id"), (datetime, int))
QUOTES_SHOWN: Final = 10
ARTICLES_SHOWN: Final = 10  # Each comes with up to three passages.


@public_page
def person(request: HttpRequest, slug: str) -> HttpResponse:
    return _entity_page(request, Entity.Kind.PERSON, slug)


@public_page
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    return _entity_page(request, Entity.Kind.ORGANISATION, slug)


def _entity_page(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Four queries, however often the entity is named.

    Only somebody whom a public article names or quotes has a page: editors make entities while
    they write, and a name must not be known from an unpublished draft.
    """
    entity = get_object_or_404(_with_aliases(), kind=kind, slug=slug)
    if entity.merged_into_id:
        return _redirect_to_survivor(entity)
    listing = read_listing(request, _appearances(entity), NEWEST, size=ARTICLES_SHOWN)
    if not listing.rows:
        raise Http404
    return page(
        request,
        "articles/entity.html",
        title=entity.name,
        description=entity.description,
        entity=entity,
        listing=listing,
        entries=map(Entry, listing.rows),
        **({} if "cursor" in request.GET else _portrait(entity)),
    )


def _redirect_to_survivor(entity: Entity) -> HttpResponse:
    survivor = resolve([entity.pk])[entity.pk]
    if not Appearance.objects.public().filter(entity=survivor).exists():
        raise Http404
    return HttpResponsePermanentRedirect(survivor.get_absolute_url())


def _portrait(entity: Entity) -> dict[str, Any]:
    """What only the first page shows."""
    quotes = Quote.objects.public().filter(speaker=entity.pk).newest_first()
    newest = list(quotes.values_list(*QUOTED, named=True)[: QUOTES_SHOWN + 1])
    return {
        "affiliations": affiliations(entity),
        "quotes": map(Quoted, newest[:QUOTES_SHOWN]),
        "all_quotes": f"{reverse('articles:quotes')}?speaker={entity.pk}" if newest else "",
    }


def _with_aliases() -> "QuerySet[Entity]":
    names = Alias.objects.filter(entity=OuterRef("pk")).order_by("name").values("name")
    return Entity.objects.annotate(alias_names=ArraySubquery(names))


def _appearances(entity: Entity) -> "QuerySet[Any, Any]":
    columns = ("published_at", "article_id", "mention_count", "quote_count", "passages")
    of_article = ("article__slug", "article__language", "article__rendition__card")
    appearances = Appearance.objects.public().filter(entity=entity.pk)
    return appearances.values_list(*columns, *of_article, named=True)
