"""Aliases and offices that are replaced as a whole."""

import pytest

from entities.errors import AlreadyMerged
from entities.models import Alias
from entities.services.replacing import Office, replace_aliases, replace_offices
from newsroom.models import Event
from newsroom.verbs import Verb
from tests.factories import make_organisation, make_person, merge

pytestmark = pytest.mark.django_db


def test_merged_person_gets_no_names_and_no_offices() -> None:
    ada, survivor = make_person("Ada Lee"), make_person("Ada Leigh")
    merge(ada, survivor)
    names = {*Alias.objects.values_list("entity", "name")}
    with pytest.raises(AlreadyMerged):
        replace_aliases(entity_id=ada.pk, names=["A. Lee"], by=None)
    with pytest.raises(AlreadyMerged):
        replace_offices(person_id=ada.pk, offices=[Office(make_organisation().pk)], by=None)
    assert {*Alias.objects.values_list("entity", "name")} == names
    assert not survivor.affiliations.exists()


def test_names_and_offices_that_stay_are_no_change() -> None:
    ada, office = make_person("Ada Lee"), Office(make_organisation().pk, "chair")
    for _ in range(2):
        replace_aliases(entity_id=ada.pk, names=["A. Lee"], by=None)
        replace_offices(person_id=ada.pk, offices=[office], by=None)
    assert [*ada.aliases.values_list("name", flat=True)] == ["A. Lee"]
    assert [*ada.affiliations.values_list("title", flat=True)] == ["chair"]
    assert Event.objects.filter(subject_id=ada.pk, verb=Verb.ENTITY_CHANGED).count() == 2
