"""A key that the newsroom knows: a sidecar may add to what is known, and not contradict it."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from articles.models import Article, Mention
from entities.models import Affiliation, Alias, Entity
from entities.services.merging import unmerge_entity
from newsroom.models import Event
from tests.factories import make_organisation, make_person, merge
from tests.importing.files import AUSTIN, STORY, Result, span, write

pytestmark = pytest.mark.django_db

PENTAGON = {"key": "pentagon", "kind": "organisation", "name": "Pentagon"}
OFFICE = {"organisation": "pentagon", "title": "Secretary"}
ECONOMIST, FOOTBALLER = "Q941146", "Q2"


@pytest.fixture(autouse=True)
def _tags_are_proven() -> Iterator[None]:
    yield
    call_command("check_tags", stdout=StringIO())


def austin(folder: Path, name: str = "story.txt", **given: Any) -> Path:
    """A story of its own that mentions Austin, as the sidecar describes him."""
    text = STORY.replace("Gone", f"Gone, says {name}")
    person = {**AUSTIN, **given}
    tag = span(text, "Lloyd Austin", entity=person["key"])
    return write(folder, text, name, entities=[person, PENTAGON], mentions=[tag])


def test_another_wikidata_id_in_a_second_run_is_refused_in_words(tmp_path: Path) -> None:
    Result(austin(tmp_path, wikidata_id=ECONOMIST))
    result = Result(austin(tmp_path, "two.txt", wikidata_id=FOOTBALLER))
    assert result.status == 1
    assert "“lloyd-austin” is Lloyd Austin with the Wikidata id Q941146 here, not Q2" in result.err
    assert (Article.objects.count(), Mention.objects.count()) == (1, 1)


def test_another_wikidata_id_in_one_batch_is_refused_in_words(tmp_path: Path) -> None:
    austin(tmp_path, "one.txt", wikidata_id=ECONOMIST)
    austin(tmp_path, "two.txt", wikidata_id=FOOTBALLER)
    result = Result(tmp_path)
    assert "1 created, 0 updated, 0 unchanged, 1 failed" in result.out
    assert "known to be two" in result.err
    assert Mention.objects.get().entity.wikidata_id == ECONOMIST


def test_survivor_s_wikidata_id_counts_for_a_merged_key(tmp_path: Path) -> None:
    survivor = make_person("Lloyd Austin", slug="austin", wikidata_id=ECONOMIST)
    merge(make_person("Lloyd Austin", slug="lloyd-austin"), survivor)
    assert "Q941146 here, not Q2" in Result(austin(tmp_path, wikidata_id=FOOTBALLER)).err
    assert Result(austin(tmp_path, wikidata_id=ECONOMIST)).status == 0
    assert Mention.objects.get().entity == survivor


def test_what_is_added_to_a_merged_key_is_the_survivor_s(tmp_path: Path) -> None:
    survivor = make_person("Lloyd Austin", slug="austin")
    merged = merge(make_person("Lloyd J. Austin", slug="lloyd-austin"), survivor)
    assert merged == survivor
    Result(austin(tmp_path, name="story.txt", description="Soldier", wikidata_id=ECONOMIST))
    former = unmerge_entity(entity_id=Entity.objects.get(slug="lloyd-austin").pk, by=None)
    survivor.refresh_from_db()
    assert (survivor.description, survivor.wikidata_id) == ("Soldier", ECONOMIST)
    assert (former.description, former.wikidata_id) == ("", None)


@pytest.mark.parametrize("is_known", [True, False])
def test_wikidata_id_of_another_key_is_refused_in_words(tmp_path: Path, is_known: bool) -> None:
    make_person("Somebody", slug="somebody", wikidata_id="Q1")
    if is_known:
        make_person("Lloyd Austin", slug="lloyd-austin")
    result = Result(austin(tmp_path, wikidata_id="Q1"))
    assert "Q1 of “lloyd-austin” is that of Somebody here, whose key is “somebody”" in result.err
    assert not Article.objects.exists()


def test_wikidata_id_twice_in_one_sidecar_is_refused_in_words(tmp_path: Path) -> None:
    both = [{**AUSTIN, "wikidata_id": "Q1"}, {**AUSTIN, "key": "other", "wikidata_id": "Q1"}]
    assert "have the same Wikidata id" in Result(write(tmp_path, entities=both)).err


def test_two_keys_that_a_merge_has_made_one_may_have_one_wikidata_id(tmp_path: Path) -> None:
    survivor = make_person("Lloyd Austin", slug="austin")
    merge(make_person("Lloyd Austin", slug="lloyd-austin"), survivor)
    both = [{**AUSTIN, "wikidata_id": "Q1"}, {**AUSTIN, "key": "austin", "wikidata_id": "Q1"}]
    assert Result(write(tmp_path, entities=both)).status == 0
    survivor.refresh_from_db()
    assert survivor.wikidata_id == "Q1"


def test_badly_formed_wikidata_id_of_a_known_key_is_refused(tmp_path: Path) -> None:
    make_person("Lloyd Austin", slug="lloyd-austin")
    assert Result(austin(tmp_path, wikidata_id="q1")).status == 1
    assert Entity.objects.get(slug="lloyd-austin").wikidata_id is None


@pytest.mark.parametrize("is_published", [False, True])
def test_what_is_missing_is_added_and_said(tmp_path: Path, is_published: bool) -> None:
    known = make_person("Lloyd Austin", slug="lloyd-austin")
    given = {"description": "Soldier", "wikidata_id": ECONOMIST, "affiliations": [OFFICE]}
    result = Result(austin(tmp_path, **given), publish=is_published)
    known.refresh_from_db()
    assert (known.description, known.wikidata_id) == ("Soldier", ECONOMIST)
    assert Alias.objects.get().name == "Austin"
    assert Affiliation.objects.get().title == "Secretary"
    for said in (
        "Lloyd Austin: alias added: Austin",
        "Lloyd Austin: affiliation added: Secretary",
        "Lloyd Austin: description added: Soldier",
        "Lloyd Austin: Wikidata id added: Q941146",
    ):
        assert said in result.out


def test_what_is_added_is_one_event(tmp_path: Path) -> None:
    make_person("Lloyd Austin", slug="lloyd-austin")
    Result(austin(tmp_path, description="Soldier", affiliations=[OFFICE]))
    assert Event.objects.get(verb="entity-changed").data == {
        "description": ["", "Soldier"],
        "aliases": {"added": ["Austin"]},
        "affiliations": {"added": ["Secretary (Pentagon)"]},
    }


def test_what_is_known_is_not_added_again_and_nothing_is_said(tmp_path: Path) -> None:
    given = {"description": "Soldier", "wikidata_id": ECONOMIST, "affiliations": [OFFICE]}
    Result(austin(tmp_path, **given))
    events = Event.objects.filter(subject_type="person").count()
    given["affiliations"] = [OFFICE, {"organisation": "pentagon"}]
    result = Result(austin(tmp_path, "two.txt", aliases=["AUSTIN", "Lloyd Austin"], **given))
    assert result.status == 0
    assert "Lloyd Austin:" not in result.out
    assert (Alias.objects.count(), Affiliation.objects.count()) == (1, 1)
    assert Event.objects.filter(subject_type="person").count() == events


def test_another_description_is_not_stored_and_said(tmp_path: Path) -> None:
    make_person("Lloyd Austin", slug="lloyd-austin", description="Soldier")
    result = Result(austin(tmp_path, description="Footballer"))
    assert "its description stays “Soldier”, not “Footballer”: is it a namesake?" in result.out
    assert Entity.objects.get(slug="lloyd-austin").description == "Soldier"


def test_key_of_another_kind_is_refused_in_words(tmp_path: Path) -> None:
    make_organisation("Lloyd Austin", slug="lloyd-austin")
    result = Result(austin(tmp_path))
    assert "“lloyd-austin” is the organisation Lloyd Austin here, and no person" in result.err


@pytest.mark.parametrize("is_known", [True, False])
def test_person_and_organisation_of_one_key_in_one_batch_stay_two(
    tmp_path: Path, is_known: bool
) -> None:
    if is_known:
        make_person("Lloyd Austin", slug="lloyd-austin")
        make_organisation("Lloyd Austin", slug="lloyd-austin")
    austin(tmp_path, "one.txt")
    austin(tmp_path, "two.txt", kind="organisation")
    result = Result(tmp_path)
    assert result.status == (0 if is_known else 1)
    kinds = dict(Mention.objects.values_list("revision__article__slug", "entity__kind"))
    both = {"austin-speaks": "person", "austin-speaks-2": "organisation"}
    assert kinds == (both if is_known else {"austin-speaks": "person"})


def test_organisation_holds_no_office(tmp_path: Path) -> None:
    office = {**PENTAGON, "affiliations": [OFFICE]}
    assert "can hold no office" in Result(write(tmp_path, entities=[office])).err


def test_two_sidecars_of_one_batch_make_one_and_each_adds_its_own(tmp_path: Path) -> None:
    austin(tmp_path, "one.txt", description="Soldier")
    austin(tmp_path, "two.txt", aliases=["General"], wikidata_id=ECONOMIST, affiliations=[OFFICE])
    assert Result(tmp_path).status == 0
    person = Entity.objects.get(kind="person")
    assert (person.description, person.wikidata_id) == ("Soldier", ECONOMIST)
    assert set(Alias.objects.values_list("name", flat=True)) == {"Austin", "General"}
    assert Affiliation.objects.get().person_id == person.pk


def test_changed_sidecar_of_a_known_file_adds_too(tmp_path: Path) -> None:
    path = austin(tmp_path)
    Result(path)
    austin(tmp_path, description="Soldier")
    result = Result(path)
    assert "1 updated" in result.out
    assert "description added: Soldier" in result.out


def test_dry_run_says_what_would_be_added(tmp_path: Path) -> None:
    make_person("Lloyd Austin", slug="lloyd-austin")
    result = Result(austin(tmp_path, description="Soldier"), dry_run=True)
    assert "description added: Soldier" in result.out
    assert Entity.objects.get().description == ""


def test_failed_file_adds_nothing(tmp_path: Path) -> None:
    make_person("Lloyd Austin", slug="lloyd-austin")
    path = austin(tmp_path, description="Soldier")
    sidecar = path.with_name("story.tags.json")
    given = json.loads(sidecar.read_text())
    given["mentions"][0]["exact"] = "Nobody"
    sidecar.write_text(json.dumps(given))
    assert Result(path).status == 1
    assert Entity.objects.get().description == ""


@pytest.mark.parametrize(
    "spelt",
    ["Lloyd-Austin", "LLOYD-AUSTIN", "-lloyd-austin-", "lloyd--austin", "ｌｌｏｙｄ-austin"],
)
def test_key_in_another_spelling_is_the_same_person(tmp_path: Path, spelt: str) -> None:
    austin(tmp_path, "one.txt")
    austin(tmp_path, "two.txt", key=spelt)
    assert Result(tmp_path).status == 0
    Result(austin(tmp_path, "three.txt", key=spelt))
    assert Entity.objects.get(kind="person").slug == "lloyd-austin"
    assert Mention.objects.count() == 3


def test_keys_of_one_sidecar_that_differ_in_case_only_are_one(tmp_path: Path) -> None:
    both = [AUSTIN, {**AUSTIN, "key": "LLOYD-Austin"}]
    assert "Two of its entities have the same key" in Result(write(tmp_path, entities=both)).err


def test_slug_of_a_sidecar_in_another_spelling_is_the_same_article(tmp_path: Path) -> None:
    Result(write(tmp_path, slug="austin-speaks"))
    result = Result(write(tmp_path, STORY.replace("Gone", "Over"), "two.txt", slug="Austin-Speaks"))
    assert "1 updated" in result.out
    assert Article.objects.get().slug == "austin-speaks"
