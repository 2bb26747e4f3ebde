"""People and organisations that public articles name, by name or as a search finds them."""

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
from newsroom.lib.keyset import Keyset

SHOWN: Final = ("name", "slug", "description")
BY_NAME: Final = Keyset(("folded_name", "pk"), (str, int), is_descending=False)
LIKEST: Final = Keyset(("likeness", "pk"), (float, int))


def _known(kind: str) -> Any:
    """Those whom readers can know: a name must not be learnt from an unpublished draft."""
    return publicly_named(Entity.objects.current().filter(kind=kind))


def _by_name(kind: str) -> "QuerySet[Any, Any]":
    found: QuerySet[Any, Any] = _known(kind).values_list(*BY_NAME.fields, *SHOWN, named=True)
    return found


DIRECTORIES: Final = {kind: PagedList(partial(_by_name, kind), keyset=BY_NAME) for kind in Kind}


@public_page
def people(request: HttpRequest) -> HttpResponse:
    return _directory(request, Kind.PERSON, "People")


@public_page
def organisations(request: HttpRequest) -> HttpResponse:
    return _directory(request, Kind.ORGANISATION, "Organisations")


def _directory(request: HttpRequest, kind: Kind, title: str) -> HttpResponse:
    """All of them by name; with `?q=`, those with a name or an alias like it, the likest first."""
    wanted = request.GET.get("q", "").replace("\0", "")[:MAX_QUERY_LENGTH].strip()
    if wanted:
        found = _known(kind).named_like(wanted).values_list(*LIKEST.fields, *SHOWN, named=True)
        listing = read_listing(request, found, LIKEST)
    else:
        listing = DIRECTORIES[kind].read(request)
    template = "articles/directory.html"
    return page(request, template, title=title, kind=kind, q=wanted, listing=listing)
