"""The index of names in memory misses no change, in whatever order transactions end."""

import pytest
from django.db import connection

from articles.suggestions import name_index
from articles.suggestions.name_index import known_names_now
from tests.factories import make_person

RENAME = "UPDATE entities_entity SET name = 'Late Comer' WHERE id = %s"


@pytest.mark.django_db(transaction=True)
def test_change_that_ends_behind_later_ones_is_found() -> None:
    person = make_person("Early Bird")
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(RENAME, [person.pk])
        assert found("Early Bird") == {person.pk}  # the index is made; the change is not over
        later = make_person("Later One")
        assert found("Later One") == {later.pk}
        other.commit()
        assert found("Late Comer") == {person.pk}
        assert found("Early Bird") == set()
    finally:
        other.close()


def found(text: str) -> set[int]:
    name_index._memory._asked_at = 0.0  # as after `REFRESH_SECONDS`
    return {pk for match in known_names_now().find(text) for pk, _ in match.holders}
