"""Who said what: the list of quotes, and each quote's own page."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from articles.models import Appearance, Quote
from articles.views.paging import read_listing
from articles.views.quoted import QUOTED, Quoted
from articles.views.responses import page, public_page
from entities.models import Entity
from entities.services.resolving import resolve
from newsroom.lib.keyset import Keyset

NEWEST: Final = Keyset(("live_at", "pk"), (datetime, int))
TITLE_LENGTH: Final = 100
ID_DIGITS: Final = 18  # within 64 bits


@public_page
def quotes(request: HttpRequest) -> HttpResponse:
    """The newest quotes; with `?speaker=` (an id or a slug) those of one speaker."""
    found = Quote.objects.public()
    speaker = _speaker(request.GET["speaker"]) if "speaker" in request.GET else None
    if speaker:
        found = found.filter(speaker=speaker.pk)
    listing = read_listing(request, found.values_list(*QUOTED, named=True), NEWEST)
    return page(
        request,
        "articles/quotes.html",
        title=f"Quotes by {speaker}" if speaker else "Quotes",
        speaker=speaker,
        listing=listing,
        quotes=map(Quoted, listing.rows),
    )


@public_page
def quote(request: HttpRequest, uuid: UUID) -> HttpResponse:
    row = Quote.objects.public().filter(uuid=uuid).values_list(*QUOTED, named=True).first()
    if row is None:
        raise Http404
    name = row.speaker__name or "Speaker not named"
    return page(
        request,
        "articles/quote.html",
        title=f"{name}: {row.text}"[:TITLE_LENGTH],
        description=row.revision__headline_text,
        quote=Quoted(row),
    )


def _speaker(given: str) -> Entity:
    """Who is meant, as of today. As on their own page, only who is publicly known exists.

    A person and an organisation may have the same slug: then the person is meant; links of ours
    give the id.
    """
    is_id = given.isascii() and given.isdigit() and len(given) <= ID_DIGITS
    wanted = {"pk": int(given)} if is_id else {"slug": given.replace("\0", "")}
    found = Entity.objects.filter(**wanted).order_by("-kind").first()
    speaker = resolve([found.pk])[found.pk] if found else None
    if speaker is None or not Appearance.objects.public().filter(entity=speaker).exists():
        raise Http404
    return speaker
