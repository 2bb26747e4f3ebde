import pytest
from django.db import IntegrityError, transaction

from entities.models import Entity
from newsroom.lib.database.copy import copy_rows, take_ids
from newsroom.models import Event

pytestmark = pytest.mark.django_db


def test_rows_are_stored_as_they_are_and_defaults_are_left_to_the_database() -> None:
    data = {"words": 'a\tb\n"c" \\N حزب 🎉', "none": None}
    copy_rows(Event(verb="x", subject_type="y", subject_id=n, data=data) for n in (1, 2))
    stored = Event.objects.order_by("subject_id")
    assert [(event.subject_id, event.data, event.actor) for event in stored] == [
        (1, data, None),
        (2, data, None),
    ]
    assert all(event.happened_at for event in stored)


def test_no_rows_are_no_statement(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        copy_rows([])


def test_what_the_database_refuses_is_djangos_error() -> None:
    ada = {"kind": "person", "name": "Ada", "folded_name": "ada", "slug": "ada"}
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_rows([Entity(**ada), Entity(**ada)])
    assert not Entity.objects.exists()


def test_ids_are_taken_once() -> None:
    ids = take_ids(Event, 3)
    copy_rows([Event(pk=ids[0], verb="x", subject_type="y", subject_id=1)])
    later = Event.objects.create(verb="x", subject_type="y", subject_id=1)
    assert ids == sorted(set(ids))
    assert later.pk > ids[-1]
