"""The list of quotes, and the page of each quote."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from articles.models import Quote, QuoteCheck
from articles.search.public_entities import known_entities
from articles.search.querying import EmptySearch, read_search
from articles.search.quotes import holding
from articles.views.corrections import corrections_of_quote
from articles.views.html import quote_items
from articles.views.pagination import Listing, PagedList, read_listing
from articles.views.quote_rows import QuoteRow, quote_rows
from articles.views.responses import canonical, page, public_page
from articles.views.search import wanted_words
from entities.models import Entity
from newsroom.lib.keyset import Keyset

NEWEST: Final = Keyset(("live_at", "pk"), (datetime, int))
TITLE_LENGTH: Final = 100


def _all() -> "QuerySet[Any, Any]":
    return quote_rows(*NEWEST.fields)


def _by(speaker_id: int) -> "QuerySet[Any, Any]":
    return quote_rows(*NEWEST.fields, speaker=speaker_id)


QUOTES: Final = PagedList(_all, keyset=NEWEST)
QUOTES_BY: Final = PagedList(_by, int, keyset=NEWEST)
# The newsroom's own notes and links are nobody else's; what was said in public can be looked up.
CHECKED_AGAINST: Final = {
    QuoteCheck.Method.NOTES: "Checked against the reporter’s notes",
    QuoteCheck.Method.RECORDING: "Checked against a recording",
    QuoteCheck.Method.DOCUMENT: "Checked against a document",
    QuoteCheck.Method.STATEMENT: "Checked against a public statement",
}


@public_page
def quotes(request: HttpRequest) -> HttpResponse:
    """Show the newest quotes; with `?speaker=` (an id or a slug) those of one speaker.

    With `?q=` only those that hold the words.
    """
    speaker = _speaker(request.GET["speaker"]) if "speaker" in request.GET else None
    q = wanted_words(request)
    found = _search(request, q, speaker) if q else {"listing": _newest(request, speaker)}
    rows = found["listing"].rows if "listing" in found else ()
    return page(
        request,
        "articles/quotes.html",
        title=f"Quotes by {speaker}" if speaker else "Quotes",
        speaker=speaker,
        q=q,
        items=quote_items(QuoteRow(*row[len(NEWEST.fields) :]) for row in rows),
        **found,
    )


def _newest(request: HttpRequest, speaker: Entity | None) -> Listing:
    return QUOTES_BY.read(request, speaker.pk) if speaker else QUOTES.read(request)


def _search(request: HttpRequest, q: str, speaker: Entity | None) -> dict[str, Any]:
    try:
        query = read_search(q)
    except EmptySearch as error:
        return {"error": error.message}
    rows = _by(speaker.pk) if speaker else _all()
    listing = read_listing(request, holding(rows, query), NEWEST)
    return {"listing": listing, "left_out": query.left_out, "in_titles": query.in_titles}


@public_page
def quote(request: HttpRequest, uuid: UUID) -> HttpResponse:
    row = quote_rows(uuid=uuid).first()
    if row is None:
        raise Http404
    found = QuoteRow(*row)
    return page(
        request,
        "articles/quote.html",
        title=f"{found.speaker_name or 'Speaker not named'}: {found.text}"[:TITLE_LENGTH],
        description=found.headline,
        quote=found,
        check=_shown_check(uuid),
        corrections=corrections_of_quote(uuid),
        canonical=canonical(request),
    )


def _shown_check(uuid: UUID) -> dict[str, Any] | None:
    checks = Quote.objects.public().filter(uuid=uuid).with_check().values("check_id")
    check = QuoteCheck.objects.filter(pk__in=checks).first()
    if check is None:
        return None
    method = QuoteCheck.Method(check.method)
    link = check.link if method == QuoteCheck.Method.STATEMENT else ""
    return {"words": CHECKED_AGAINST[method], "link": link, "at": check.checked_at}


def _speaker(id_or_slug: str) -> Entity:
    """Return the speaker with this id or slug, or the survivor.

    If a person and an organisation share the slug, it is the person. The site's links have ids.
    """
    found = known_entities(id_or_slug, Entity.Kind.values)
    if not found:
        raise Http404
    return Entity.objects.get(pk=found[0])
