"""People and organisations: names that compare, ids that lead on, changes that are told."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from entities.errors import AlreadyMerged
from entities.models import Alias, Entity, Organisation, Person
from entities.models.names import FOLDED_MAX_LENGTH
from entities.services.additions import Additions, complete_entities
from entities.services.editing import change_entity, create_entity
from entities.services.merged_ids import resolve_entities
from entities.signals import entity_changed
from newsroom.lib.blank import is_blank
from newsroom.lib.text import fold, one_line
from newsroom.models import Event
from tests.factories import make_organisation, make_person, make_user, merge

pytestmark = pytest.mark.django_db


def test_slug_is_made_from_the_name_in_any_script() -> None:
    assert make_person("Ada Byron-Löf").slug == "ada-byron-löf"
    assert make_organisation("حزب الله").slug == "حزب-الله"
    assert make_person("…").slug == "untitled"


def test_namesakes_are_told_apart_by_a_number_within_their_kind() -> None:
    slugs = [make_person("Rolls").slug, make_person("Rolls").slug, make_organisation("Rolls").slug]
    assert slugs == ["rolls", "rolls-2", "rolls"]


def test_name_is_one_tidy_line() -> None:
    ada = make_person("  Ada\t Byron\n\x01", description=" Poet \x00 ", aliases=[" The\tCountess "])
    assert (ada.name, ada.description, ada.folded_name) == ("Ada Byron", "Poet", "ada byron")
    assert Alias.objects.get().name == "The Countess"


def test_alias_given_twice_is_stored_once() -> None:
    make_person("Ada", aliases=["Countess", " Countess", "Countess\x02"])
    assert Alias.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": " \x01 "},
        {"name": "x" * 201},
        {"name": "\u200b"},
        {"name": "Ada", "aliases": ["\u2060"]},
        {"name": "Ada", "slug": "not a slug"},
        {"name": "Ada", "aliases": [""]},
        {"name": "Ada", "aliases": ["x" * 201]},
        {"name": "Ada", "description": "x" * 301},
    ],
    ids=str,
)
def test_bad_value_is_refused_and_nothing_is_stored(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        create_entity(**{"kind": "person", "by": None, **fields})
    assert not Entity.objects.exists()
    assert not Event.objects.exists()


def test_taken_slug_and_wikidata_id_are_refused() -> None:
    make_person("Ada", slug="ada", wikidata_id="Q1")
    for taken in ({"slug": "ada"}, {"wikidata_id": "Q1"}):
        with pytest.raises((IntegrityError, ValidationError)):
            make_person("Other", **taken)


def test_creation_and_change_are_events_of_whoever_did_it() -> None:
    user = make_user()
    ada = create_entity(kind="person", name="Ada", by=user)
    ada.name = "Ada Byron"
    change_entity(entity=ada, by=user)
    events = Event.objects.order_by("pk").values_list("verb", "subject_id", "actor", "data__name")
    assert list(events) == [
        ("entity-created", ada.pk, user.pk, "Ada"),
        ("entity-changed", ada.pk, user.pk, ["Ada", "Ada Byron"]),
    ]


def test_only_a_changed_name_is_told_to_those_who_show_it() -> None:
    told = []

    def listen(entity_id: int, **options: object) -> None:
        told.append(entity_id)

    ada = make_person("Ada")
    entity_changed.connect(listen)
    try:
        ada.description = "Poet"
        change_entity(entity=ada, by=None)
        assert told == []
        ada.name = "Ada Byron"
        change_entity(entity=ada, by=None)
        assert told == [ada.pk]
    finally:
        entity_changed.disconnect(listen)


def test_only_the_fields_named_are_stored_over_a_newer_row() -> None:
    mine, theirs = make_person("Ada"), Entity.objects.get()
    theirs.description = "Poet"
    change_entity(entity=theirs, by=None)
    mine.name = "Ada Byron"
    change_entity(entity=mine, by=None, fields=["name"])
    stored = Entity.objects.get()
    assert (stored.name, stored.folded_name, stored.description) == (
        "Ada Byron",
        "ada byron",
        "Poet",
    )
    changes = Event.objects.filter(verb="entity-changed").order_by("pk")
    assert list(changes.values_list("data", flat=True)) == [
        {"description": ["", "Poet"]},
        {"name": ["Ada", "Ada Byron"]},
    ]


def test_what_is_not_changed_is_no_event() -> None:
    change_entity(entity=make_person("Ada"), by=None)
    assert not Event.objects.filter(verb="entity-changed").exists()


def test_folded_name_fits_its_index() -> None:
    letters = "".join(chr(0xFDFA - n % 2) for n in range(200))
    assert len(make_person(letters, aliases=[letters]).folded_name) == FOLDED_MAX_LENGTH


@pytest.mark.parametrize("text", ["", " ", "\u200b\u2060\ufeff", "\u0301", "\u3164", "\u2800"])
def test_what_nobody_sees_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "حزب", "🎉", "…", "李", "-", "e\u0301"])
def test_what_somebody_sees_is_not_blank(text: str) -> None:
    assert not is_blank(text)


def test_change_to_a_bad_name_is_refused() -> None:
    ada = make_person("Ada")
    ada.name = " "
    with pytest.raises(ValidationError):
        change_entity(entity=ada, by=None)
    assert Entity.objects.get().name == "Ada"


def test_ids_lead_to_survivors_over_any_number_of_merges() -> None:
    survivor, second, first = make_person("C"), make_person("B"), make_person("A")
    merge(first, second)
    merge(second, survivor)
    assert resolve_entities([first.pk, second.pk, survivor.pk, 10**9]) == dict.fromkeys(
        (first.pk, second.pk, survivor.pk), survivor
    )
    assert resolve_entities([]) == {}


def test_people_and_organisations_are_kept_apart() -> None:
    ada, works = make_person("Ada"), make_organisation("Works")
    assert [entity.pk for entity in Person.objects.all()] == [ada.pk]
    assert [entity.pk for entity in Organisation.objects.all()] == [works.pk]


def likest(query: str) -> list[str]:
    return [entity.name for entity in Entity.objects.named_like(query).order_by("-likeness", "pk")]


def test_names_are_found_by_part_typing_error_and_alias_the_likest_first() -> None:
    make_person("Lloyd Austin", aliases=["Secretary of Defense"])
    make_person("Austin Powers")
    make_person("Grace Hopper")
    assert likest("Lloyd Austin")[0] == "Lloyd Austin"
    assert likest("Loyd Austn")[0] == "Lloyd Austin"
    assert likest("secretary of defence") == ["Lloyd Austin"]
    assert likest("Hopper") == ["Grace Hopper"]
    assert likest("nobody at all") == []


def test_entity_found_by_several_names_comes_once() -> None:
    make_person("Ada Byron", aliases=["Ada Lovelace", "Ada King"])
    assert likest("Ada") == ["Ada Byron"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Erdoğan", "erdogan"),
        ("ŁÓDŹ", "lodz"),
        ("Straße", "strasse"),
        ("O’Neill-Smith, Jr.", "o neill smith jr"),
        ("حزب الله", "حزب الله"),
        ("İstanbul ı", "istanbul i"),
        ("ﬁ ①", "fi 1"),
        ("🎉", ""),
    ],
)
def test_names_are_compared_without_case_accents_and_punctuation(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded


def test_a_line_has_no_control_characters() -> None:
    assert one_line(" a\x00\r\n b\x7f\x85c \x01") == "a b c"
    assert one_line("a\ufffeb\uffff") == "ab"  # which no XML feed may hold


def test_nothing_is_added_to_somebody_merged_meanwhile() -> None:
    ada = make_person("Ada")
    merge(ada, make_person("Lady"))
    with pytest.raises(AlreadyMerged):
        complete_entities(additions={ada.pk: Additions(aliases=["A."])}, by=None)
