"""The change feed in the API."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Annotated, Final, NamedTuple

import msgspec
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from msgspec.json import encode
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from articles.api.change_waits import LONGEST_WAIT, wait_for
from articles.models import Change, Section
from articles.publication.changes import START, Place, Row, announce_due, changes_after
from articles.search.visible_entities import publicly_named
from entities.models import Entity
from entities.services.merged_ids import resolve_entities
from newsroom.lib.api.filters import refuse_parameters
from newsroom.lib.api.rate_limits import RateLimited
from newsroom.lib.database.transactions import next_transaction
from newsroom.lib.json_types import Moment, one_of
from newsroom.lib.keyset import Cursor, InvalidCursor
from newsroom.lib.numbers import parse_whole_number

MAX_LIMIT: Final = 1000
DEFAULT_LIMIT: Final = 100
LIMIT_SCHEMA: Final = {
    "type": "integer",
    "minimum": 1,
    "maximum": MAX_LIMIT,
    "default": DEFAULT_LIMIT,
}
WAIT_SCHEMA: Final = {"type": "integer", "minimum": 0, "maximum": LONGEST_WAIT, "default": 0}
KINDS: Final = {
    Entity.Kind.PERSON.value: "person",
    Entity.Kind.ORGANISATION.value: "organisation",
}


class FeedRow(msgspec.Struct):
    """One change. What has changed is at `url`, where a 404 or 410 says that it is gone.

    `subject` is "article", "person", "organisation" or "section"; `id` is null for a section.
    """

    type: Annotated[str, one_of(Change.Kind)]
    subject: str
    id: int | None
    url: str
    happened_at: Moment


class FeedPage(msgspec.Struct):
    """A page of changes. `cursor` is the `after` of the next request, `has_more`: ask at once."""

    results: list[FeedRow]
    cursor: str
    has_more: bool


class Wanted(NamedTuple):
    """What a request asks for."""

    after: Place
    limit: int
    wait: int
    types: frozenset[str]


class ChangesView(RateLimited, APIView):
    @extend_schema(
        summary="What has changed for readers, in the order in which it became visible",
        parameters=[
            OpenApiParameter(
                "after",
                OpenApiTypes.STR,
                description="A cursor of this feed; none: from the start, with the whole archive.",
            ),
            OpenApiParameter(
                "limit",
                LIMIT_SCHEMA,
                description="How many rows are read at the most; a page may have fewer.",
            ),
            OpenApiParameter(
                "types", OpenApiTypes.STR, description="Only these types, separated by commas."
            ),
            OpenApiParameter(
                "wait",
                WAIT_SCHEMA,
                description="Seconds to wait if there is nothing; the answer may come sooner.",
            ),
        ],
        responses=FeedPage,
    )
    def get(self, request: Request) -> HttpResponse:
        wanted = _read(request)
        rows = wait_for(partial(_find, wanted), wanted.wait)
        if not rows:
            _refuse_foreign(wanted.after)
        last = rows[-1].place if rows else wanted.after
        page = FeedPage(
            results=_describe([row for row in rows if row.kind in wanted.types]),
            cursor=str(Cursor(last)),
            has_more=len(rows) == wanted.limit,
        )
        answer = HttpResponse(encode(page), content_type="application/json")
        add_never_cache_headers(answer)
        return answer


def _find(wanted: Wanted) -> Sequence[Row]:
    announce_due()
    return changes_after(wanted.after, wanted.limit)


def _read(request: Request) -> Wanted:
    given = request.query_params
    refuse_parameters(request, Wanted._fields)
    return Wanted(
        after=_read_cursor(given["after"]) if "after" in given else START,
        limit=_read_number(given, "limit", DEFAULT_LIMIT, least=1, most=MAX_LIMIT),
        wait=_read_number(given, "wait", 0, least=0, most=LONGEST_WAIT),
        types=_read_types(given["types"]) if "types" in given else frozenset(Change.Kind.values),
    )


def _read_cursor(text: str) -> Place:
    try:
        cursor = Cursor.read(text)
    except InvalidCursor as error:
        raise _refused("after", str(error)) from error
    match cursor.key:
        case (int() as transaction, int() as row) if not cursor.is_backward:
            return int(transaction), int(row)  # JSON's true and false are whole numbers, too
    raise _refused("after", "This is no cursor that this feed gave out.")


def _refuse_foreign(place: Place) -> None:
    transaction, _row = place
    if transaction >= next_transaction():
        message = "This cursor is of another database, before a restore. Begin without a cursor."
        raise _refused("after", message)


def _read_number(
    given: Mapping[str, str], name: str, default: int, *, least: int, most: int
) -> int:
    number = parse_whole_number(given.get(name, str(default)), most=most)
    if number is None or number < least:
        raise _refused(name, f"This is no whole number from {least} to {most}.")
    return number


def _read_types(text: str) -> frozenset[str]:
    types = frozenset(text.split(","))
    if unknown := sorted(types - {*Change.Kind.values}):
        known = ", ".join(Change.Kind.values)
        raise _refused("types", f"There is no type {unknown[0]}. There are: {known}.")
    return types


def _refused(name: str, message: str) -> ValidationError:
    return ValidationError({name: [ErrorDetail(message, "invalid")]})


class Subject(NamedTuple):
    """What a row is about: its name in the API, its id if it has one there, its address."""

    name: str
    id: int | None
    url: str


def _describe(rows: Sequence[Row]) -> list[FeedRow]:
    """Return the rows whose subject the public may know of. A few queries, however many rows."""
    known = {
        Change.Subject.ARTICLE.value: _articles(_ids(rows, Change.Subject.ARTICLE)),
        Change.Subject.ENTITY.value: _public_entities(_ids(rows, Change.Subject.ENTITY)),
        Change.Subject.SECTION.value: _public_sections(_ids(rows, Change.Subject.SECTION)),
    }
    found = ((row, known[row.subject].get(row.subject_id)) for row in rows)
    return [FeedRow(row.kind, *subject, row.happened_at) for row, subject in found if subject]


def _ids(rows: Sequence[Row], subject: Change.Subject) -> set[int]:
    return {row.subject_id for row in rows if row.subject == subject}


def _articles(ids: Collection[int]) -> dict[int, Subject]:
    base = reverse("api:article-list")
    return {pk: Subject("article", pk, f"{base}{pk}/") for pk in ids}


def _public_entities(ids: Collection[int]) -> dict[int, Subject]:
    """Return those of the entities that the public may know of; of a merged one, its survivor."""
    if not ids:
        return {}
    survivors = resolve_entities(ids)
    entities = Entity.objects.order_by().filter(pk__in={one.pk for one in survivors.values()})
    public = set(publicly_named(entities).values_list("pk", flat=True))
    return {
        pk: Subject(KINDS[one.kind], pk, reverse(f"api:{KINDS[one.kind]}-detail", args=[pk]))
        for pk, one in survivors.items()
        if one.pk in public
    }


def _public_sections(ids: Collection[int]) -> dict[int, Subject]:
    if not ids:
        return {}
    slugs = Section.objects.public().filter(pk__in=ids).values_list("pk", "slug")
    return {
        pk: Subject("section", None, reverse("api:section-detail", args=[slug]))
        for pk, slug in slugs
    }
