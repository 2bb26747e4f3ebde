"""Directories of the people and organisations that public articles name."""

from functools import partial
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from articles.search.querying import MAX_QUERY_LENGTH
from articles.search.visible_entities import publicly_named
from articles.views.pagination import PagedList, read_listing
from articles.views.responses import page, public_page
from entities.choices import EntityKind as Kind
from entities.models import Entity
from newsroom.lib.characters import without_refused
from newsroom.lib.keyset import Keyset

SHOWN: Final = ("name", "slug", "description")
BY_NAME: Final = Keyset(("folded_name", "pk"), (str, int), is_descending=False)
LIKEST: Final = Keyset(("likeness", "pk"), (float, int))


def _public_entities(kind: str) -> Any:
    """Return the entities that public articles name, since a draft must not reveal a name."""
    return publicly_named(Entity.objects.current().filter(kind=kind))


def _by_name(kind: str) -> "QuerySet[Any, Any]":
    found: QuerySet[Any, Any] = _public_entities(kind).values_list(
        *BY_NAME.fields, *SHOWN, named=True
    )
    return found


DIRECTORIES: Final = {kind: PagedList(partial(_by_name, kind), keyset=BY_NAME) for kind in Kind}


@public_page
def people(request: HttpRequest) -> HttpResponse:
    return _directory(request, Kind.PERSON, "People")


@public_page
def organisations(request: HttpRequest) -> HttpResponse:
    return _directory(request, Kind.ORGANISATION, "Organisations")


def _directory(request: HttpRequest, kind: Kind, title: str) -> HttpResponse:
    """Show all by name; with `?q=` those with a similar name or alias, the most similar first."""
    wanted = without_refused(request.GET.get("q", ""))[:MAX_QUERY_LENGTH].strip()
    if wanted:
        found = (
            _public_entities(kind)
            .named_like(wanted)
            .values_list(*LIKEST.fields, *SHOWN, named=True)
        )
        listing = read_listing(request, found, LIKEST)
    else:
        listing = DIRECTORIES[kind].read(request)
    template = "articles/directory.html"
    return page(request, template, title=title, kind=kind, q=wanted, listing=listing)
