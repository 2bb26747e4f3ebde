"""GET /api/v1/people/ and /organisations/: those whom something public names."""

import pytest

from entities.models import Affiliation, Entity
from tests.api.reading import faults, ids, read, results
from tests.factories import (
    draft_article,
    make_organisation,
    make_person,
    mention,
    merge,
    published_article,
    quote,
)

pytestmark = pytest.mark.django_db


def named(*entities: Entity) -> None:
    published_article(body="".join(f"<p>{mention(entity)}</p>" for entity in entities))


def test_people_are_listed_by_name_and_organisations_apart() -> None:
    bob, ada, works = make_person("Bob"), make_person("ada"), make_organisation("Works")
    named(bob, ada, works)
    assert ids("/people/") == [ada.pk, bob.pk]
    assert ids("/organisations/") == [works.pk]
    assert read(f"/organisations/{bob.pk}/", 404)["code"] == "not_found"


def test_person_has_other_names_and_offices() -> None:
    ada, works = make_person("Ada", aliases=["Countess"]), make_organisation("Works")
    Affiliation.objects.create(person_id=ada.pk, organisation_id=works.pk, title="Head")
    named(ada, works)
    person = read(f"/people/{ada.pk}/")
    assert person["aliases"] == ["Countess"]
    (office,) = person["affiliations"]
    assert (office["title"], office["organisation"]["name"]) == ("Head", "Works")
    assert (office["from_on"], office["until_on"]) == (None, None)


def test_somebody_quoted_and_not_named_is_listed() -> None:
    ada = make_person("Ada")
    published_article(body=f"<p>{quote(ada, '“Yes.”')}</p>")
    assert ids("/people/") == [ada.pk]


def test_somebody_in_a_draft_only_is_not_there() -> None:
    secret = make_person("Secret Person")
    draft_article(body=f"<p>{mention(secret)}</p>")
    assert ids("/people/") == ids("/people/", q="Secret") == []
    assert read(f"/people/{secret.pk}/", 404)["code"] == "not_found"


def test_office_in_an_organisation_that_nothing_public_names_is_not_told() -> None:
    ada, secret = make_person("Ada"), make_organisation("Secret Works")
    Affiliation.objects.create(person_id=ada.pk, organisation_id=secret.pk, title="Spy")
    named(ada)
    assert read(f"/people/{ada.pk}/")["affiliations"] == []
    assert results("/people/")[0]["affiliations"] == []


def test_merged_person_is_not_listed_and_leads_to_the_survivor() -> None:
    ada, old = make_person("Ada"), make_person("Ada Byron")
    merge(old, ada)
    named(ada, old)
    assert ids("/people/") == [ada.pk]
    assert read(f"/people/{old.pk}/")["id"] == ada.pk


def test_search_allows_typing_errors_and_puts_the_likest_first() -> None:
    austin, august = make_person("Lloyd Austin"), make_person("Lloyd August")
    other = make_person("Grace Hopper")
    named(austin, august, other)
    found = ids("/people/", q="Loyd Austn")
    assert found[0] == austin.pk
    assert other.pk not in found


def test_search_finds_aliases_and_folds_accents_and_case() -> None:
    erdogan = make_person("Recep Tayyip Erdoğan", aliases=["The Reis"])
    named(erdogan)
    for q in ("ERDOGAN", "erdoğan", "reis"):
        assert ids("/people/", q=q) == [erdogan.pk], q


def test_search_finds_arabic_names() -> None:
    party = make_organisation("حزب الله")
    named(party)
    assert ids("/organisations/", q="حزب") == [party.pk]


@pytest.mark.parametrize("q", ["🎉", "%%%", "' OR 1=1 --", "_", "\\"])
def test_search_for_nobody_finds_nobody(q: str) -> None:
    named(make_person("Ada"))
    assert ids("/people/", q=q) == []


def test_search_of_more_than_200_characters_is_refused() -> None:
    assert faults("/people/", q="x" * 201) == {"q": "max_length"}


def test_people_have_no_other_filters() -> None:
    assert faults("/people/", name="Ada") == {"name": "unknown"}
