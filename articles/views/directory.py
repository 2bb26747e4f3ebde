"""People and organisations that public articles name, by name or as a search finds them."""

from typing import Final

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse

from articles.models import Appearance
from articles.search import MAX_QUERY_LENGTH
from articles.views.paging import read_listing
from articles.views.responses import page, public_page
from entities.models import Organisation, Person
from entities.querysets import EntityQuerySet
from newsroom.lib.keyset import Keyset

BY_NAME: Final = Keyset(("folded_name", "pk"), (str, int), is_descending=False)
LIKEST: Final = Keyset(("likeness", "pk"), (float, int))


@public_page
def people(request: HttpRequest) -> HttpResponse:
    return _directory(request, Person.objects.all(), "People")


@public_page
def organisations(request: HttpRequest) -> HttpResponse:
    return _directory(request, Organisation.objects.all(), "Organisations")


def _directory(request: HttpRequest, entities: EntityQuerySet, title: str) -> HttpResponse:
    """All of them by name; with `?q=`, those with a name or an alias like it, the likest first."""
    wanted = request.GET.get("q", "").replace("\0", "")[:MAX_QUERY_LENGTH].strip()
    known = _publicly_known(entities)
    listing = (
        read_listing(request, known.named_like(wanted), LIKEST)
        if wanted
        else read_listing(request, known, BY_NAME)
    )
    return page(request, "articles/directory.html", title=title, q=wanted, listing=listing)


def _publicly_known(entities: EntityQuerySet) -> EntityQuerySet:
    appearances = Appearance.objects.public().filter(entity=OuterRef("pk"))
    return entities.current().filter(Exists(appearances))
