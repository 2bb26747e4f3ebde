"""The page of a person or an organisation."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse

from articles.search.visible_entities import publicly_named
from articles.views.entity_articles import ARTICLES_SHOWN, NEWEST, entity_articles, with_cards
from articles.views.entity_profile import NAMES, PROFILES, entity_profile, newest_appearances
from articles.views.html import entity_articles_list
from articles.views.pagination import Listing, PagedList, first_listing
from articles.views.responses import page, public_page
from entities.models import Entity
from entities.services.merged_ids import resolve_entities
from newsroom.lib.redirects import redirect_for_good
from newsroom.lib.slugs import tidy_slug
from newsroom.lib.urls import address_of

OLDER: Final = PagedList(entity_articles, int, keyset=NEWEST, size=ARTICLES_SHOWN)


@public_page
def person(request: HttpRequest, slug: str) -> HttpResponse:
    return _entity_page(request, Entity.Kind.PERSON, slug)


@public_page
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    return _entity_page(request, Entity.Kind.ORGANISATION, slug)


def _entity_page(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show an entity with its quotes and articles. One query; two for a page of older articles.

    Only entities that a public article names or quotes have a page, since a draft must not reveal
    a name. Another spelling of the address redirects to the right one (301).
    """
    is_first = "cursor" not in request.GET
    entity = (PROFILES if is_first else NAMES)[kind].row(tidy_slug(slug))
    if entity is None:
        raise Http404
    if entity.merged_into_id:
        return _redirect_to_survivor(request, entity.pk)
    listing = _first_page(request, entity) if is_first else OLDER.read(request, entity.pk)
    if not listing.rows:
        raise Http404
    if entity.slug != slug:
        return redirect_for_good(request, address_of(f"articles:{kind}", entity.slug))
    return page(
        request,
        "articles/entity.html",
        title=entity.name,
        description=entity.description,
        entity=entity,
        profile=entity_profile(entity),
        listing=listing,
        articles=entity_articles_list(with_cards(listing.rows)),
    )


def _first_page(request: HttpRequest, entity: Any) -> Listing:
    return first_listing(request, newest_appearances(entity), NEWEST, size=ARTICLES_SHOWN)


def _redirect_to_survivor(request: HttpRequest, entity_id: int) -> HttpResponse:
    survivor = resolve_entities([entity_id])[entity_id]
    if not publicly_named(Entity.objects.filter(pk=survivor.pk)).exists():
        raise Http404
    return redirect_for_good(request, survivor.get_absolute_url())
