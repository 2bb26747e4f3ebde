"""Offices: a person's in organisations, an organisation's with the people who hold or held them."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Exists, F, OuterRef

from articles.models import Appearance
from entities.models import Affiliation, Entity
from newsroom.lib.addresses import address_of

# An organisation can have thousands of people; those that hold an office now come first.
SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class Office:
    """An affiliation as the page of one of its two sides shows the other."""

    kind: str
    name: str
    address: str
    title: str
    from_on: date | None
    until_on: date | None


def affiliations(entity: Entity) -> list[Office]:
    """The newest of the entity's, with those who are known from a public article. One query."""
    is_person = entity.kind == Entity.Kind.PERSON
    own, other = ("person", "organisation") if is_person else ("organisation", "person")
    named = Exists(Appearance.objects.public().filter(entity=OuterRef(f"{other}_id")))
    rows = Affiliation.objects.filter(named, **{own: entity.pk})
    newest = rows.order_by(
        F("until_on").desc(nulls_first=True), F("from_on").desc(nulls_last=True), "pk"
    )
    columns = (f"{other}__name", f"{other}__slug", "title", "from_on", "until_on")
    return [_office(other, *row) for row in newest.values_list(*columns)[:SHOWN]]


def _office(kind: str, name: str, slug: str, *rest: Any) -> Office:
    return Office(kind, name, address_of(f"articles:{kind}", slug), *rest)
