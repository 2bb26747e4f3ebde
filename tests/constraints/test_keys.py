"""API keys in the database: each rule broken once."""

import pytest

from newsroom.api_keys.keys import create_key
from newsroom.models import StoredAnswer
from tests.constraints.violations import change, copy, refused
from tests.factories import make_staff


@pytest.mark.django_db
def test_key_has_a_scope() -> None:
    key, _secret = create_key(owner=make_staff(), name="R", scopes=["read"], by=None)
    with refused("api_key_has_a_scope"):
        change(key, scopes=[])


@pytest.mark.django_db
def test_answer_is_stored_once_for_a_key() -> None:
    row = StoredAnswer.objects.create(owner=make_staff(), key="k", digest=b"", status=200)
    with refused("stored_answer_once_for_a_key"):
        copy(row)
