"""Who a person or an organisation is, and what it said: all but its articles, by one query."""

from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Cast, JSONArray

from articles.models import Appearance
from articles.views.corrections import OF_CORRECTION, corrections_where
from articles.views.quoted import OF_QUOTE, quoted
from entities.models import Affiliation, Alias, Entity
from newsroom.lib.addresses import address_of
from newsroom.lib.statements import Statement

QUOTES_SHOWN: Final = 10
CORRECTIONS_SHOWN: Final = 5
OFFICES_SHOWN: Final = 50  # An organisation can have thousands of people.

OWN: Final = ("pk", "kind", "name", "slug", "description", "wikidata_id", "merged_into_id")
OTHER_SIDE: Final = {"person": "organisation", "organisation": "person"}


class Office(NamedTuple):
    """An affiliation as the page of one of its two sides shows the other. Days are ISO dates."""

    kind: str
    name: str
    slug: str
    title: str
    since: str | None
    until: str | None

    @property
    def address(self) -> str:
        return address_of(f"articles:{self.kind}", self.slug)

    @property
    def from_on(self) -> date | None:
        return date.fromisoformat(self.since) if self.since else None

    @property
    def until_on(self) -> date | None:
        return date.fromisoformat(self.until) if self.until else None


def _portrait(kind: str, slug: str) -> "QuerySet[Any, Any]":
    aliases = Alias.objects.filter(entity=OuterRef("pk")).order_by("name").values("name")
    entities = Entity.objects.filter(kind=kind, slug=slug).annotate(
        alias_names=ArraySubquery(aliases),
        offices=ArraySubquery(_offices(kind)),
        newest_quotes=ArraySubquery(_newest_quotes()),
        corrections=ArraySubquery(_corrections()),
    )
    return entities.values_list(*OWN, "alias_names", "offices", "newest_quotes", "corrections")


def _corrections() -> "QuerySet[Any, Any]":
    """Of what they were said to have said, and of where they were named wrongly."""
    found = corrections_where(entity=OuterRef("pk")).order_by("-published_at", "-pk")
    return found.values(in_json=JSONArray(*OF_CORRECTION))[:CORRECTIONS_SHOWN]


def _newest_quotes() -> "QuerySet[Any, Any]":
    quotes = quoted(speaker=OuterRef("pk")).order_by("-live_at", "-pk")
    return quotes.values(in_json=JSONArray(*OF_QUOTE))[:QUOTES_SHOWN]


def _offices(kind: str) -> "QuerySet[Any, Any]":
    """With those who are publicly known; those that are held today come first."""
    other = OTHER_SIDE[kind]
    known = Exists(Appearance.objects.public().filter(entity=OuterRef(f"{other}_id")))
    offices = Affiliation.objects.filter(known, **{kind: OuterRef("pk")})
    today_first = F("until_on").desc(nulls_first=True), F("from_on").desc(nulls_last=True), "pk"
    days = Cast("from_on", CharField()), Cast("until_on", CharField())
    columns = (f"{other}__kind", f"{other}__name", f"{other}__slug", "title", *days)
    return offices.order_by(*today_first).values(in_json=JSONArray(*columns))[:OFFICES_SHOWN]


PORTRAITS: Final = {kind: Statement(partial(_portrait, kind), str) for kind in Entity.Kind.values}
