"""A list costs as many queries for ten rows as for one."""

from datetime import datetime, timezone

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Section
from entities.models import Affiliation, Entity
from tests.api.reading import API, client
from tests.factories import (
    make_organisation,
    make_person,
    make_section,
    mention,
    published_article,
    quote,
)

pytestmark = pytest.mark.django_db


def publish_one(number: int) -> None:
    ada = make_person(f"Ada {number}", aliases=["Countess"])
    works = make_organisation(f"Works {number}", aliases=["Firm"])
    Affiliation.objects.create(person_id=ada.pk, organisation_id=works.pk)
    section = Section.objects.create(name=f"Section {number}", slug=f"section-{number}")
    long_ago = datetime(2001, 1, 1, tzinfo=timezone.utc)
    published_article("Elsewhere", section=section, at=long_ago)
    bob = Entity.objects.filter(slug="bob").first() or make_person("Bob", slug="bob")
    said = quote(ada, "“Wheels turn.”") + quote(bob, "“They do.”")
    body = f"<p>{mention(ada)} and {mention(bob)} of {mention(works)}: {said}</p>"
    published_article(f"Wheels {number}", body=body, section=make_section("World"))


def queries(path: str) -> tuple[int, int]:
    """Return how many results a list gives, and how many queries it takes."""
    client.get(API + path)  # what is asked once in a process has been asked
    with CaptureQueriesContext(connection) as captured:
        rows = client.get(API + path).json()["results"]
    return len(rows), len(captured)


MOST_QUERIES = {
    "/articles/": 1,
    "/articles/?section=world": 3,
    "/articles/?q=wheels": 4,
    "/articles/?person=bob": 2,
    "/articles/?speaker=bob&person=bob": 6,
    "/quotes/?speaker=bob": 2,
    "/mentions/?entity=bob": 2,
    "/people/": 3,
    "/people/?q=Ada": 3,
    "/organisations/": 2,
    "/quotes/": 1,
    "/quotes/?kind=direct": 1,
    "/quotes/?q=wheels": 2,
    "/mentions/": 1,
    "/mentions/?field=body": 1,
    "/sections/": 1,
}


def test_ten_rows_cost_as_many_queries_as_one() -> None:
    publish_one(0)
    counts = {}
    for path, most in MOST_QUERIES.items():
        rows, counts[path] = queries(path)
        assert rows in (1, 2, 3), path
        assert counts[path] <= most, path
    for number in range(1, 10):
        publish_one(number)
    for path, count in counts.items():
        rows, again = queries(path)
        assert rows >= 10, path
        assert again == count, path
