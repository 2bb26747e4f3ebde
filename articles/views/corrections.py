"""The list of corrections, newest first."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import CharField, F, QuerySet
from django.db.models.functions import Cast, TruncDate
from django.http import HttpRequest, HttpResponse

from articles.models import Correction, CorrectionTag, TagReview
from articles.publication.renditions.dates_and_counts import KINDS_OF_CORRECTION
from articles.views.pagination import PagedList
from articles.views.responses import page, public_page
from newsroom.lib.keyset import Keyset
from newsroom.lib.urls import address_of

NEWEST: Final = Keyset(("published_at", "pk"), (datetime, int))


class CorrectionRow:
    """A correction as lists, and the pages of those it names, show it. `day` is an ISO date."""

    def __init__(self, pk: int, kind: str, text: str, day: str, slug: str, headline: str) -> None:
        self.kind = KINDS_OF_CORRECTION[kind]
        self.text, self.day, self.headline = text, datetime.fromisoformat(day), headline
        self.place = f"{address_of('articles:article', slug)}#correction-{pk}"


COLUMNS: Final = {
    "day": Cast(TruncDate("published_at"), CharField()),
    "slug": F("article__slug"),
    "headline": F("article__live__headline_text"),
}
OF_CORRECTION: Final = ("pk", "kind", "text", *COLUMNS)


def corrections_where(*keys: str, **which: Any) -> "QuerySet[Any, Any]":
    """Return public corrections as rows of a `CorrectionRow`'s values, with `keys` before them."""
    found = Correction.objects.public().filter(**which).annotate(**COLUMNS)
    return found.values_list(*keys, *OF_CORRECTION, named=True)


def _all() -> "QuerySet[Any, Any]":
    return corrections_where("published_at")


CORRECTIONS: Final = PagedList(_all, keyset=NEWEST)


def corrections_of_quote(uuid: UUID) -> list[CorrectionRow]:
    """Return the corrections that name the quote. One query."""
    named = CorrectionTag.objects.filter(tag=TagReview.Tag.QUOTE, uuid=uuid).order_by()
    return [CorrectionRow(*row) for row in corrections_where(pk__in=named.values("correction"))]


@public_page
def corrections(request: HttpRequest) -> HttpResponse:
    listing = CORRECTIONS.read(request)
    return page(
        request,
        "articles/corrections.html",
        title="Corrections",
        description="What we have corrected, clarified or taken back.",
        listing=listing,
        corrections=[CorrectionRow(*row[1:]) for row in listing.rows],
    )
