"""A fault of the database is an error, and not a text without suggestions."""

from typing import NoReturn

import pytest
from django.db import DatabaseError, connection

from articles.suggestions.proposals import propose
from tests.factories import make_draft, make_person

pytestmark = pytest.mark.django_db


def test_fault_of_the_database_is_no_text_without_suggestions() -> None:
    make_person("Lloyd Austin")
    documents = make_draft(body="<p>Lloyd Austin spoke.</p>").documents
    with connection.execute_wrapper(fail), pytest.raises(DatabaseError):
        propose(documents, language="en")


def fail(*_query: object) -> NoReturn:
    raise DatabaseError("gone")
