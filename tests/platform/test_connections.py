import pytest
from django.db import connection, transaction

from newsroom.lib.database.base import CHECKED_EVERY_SECONDS
from tests.factories import make_person


@pytest.mark.django_db(transaction=True)
def test_a_kept_connection_is_not_proved_alive_at_a_transactions_end() -> None:
    """The proof would begin another transaction, and what was committed would seem to fail."""
    make_person("Ada")
    begin_request()
    begin_request()  # within a second of the first one's proof
    with transaction.atomic():
        make_person("Bob")
        connection._checked_at -= CHECKED_EVERY_SECONDS
    assert connection.get_autocommit()


def begin_request() -> None:
    connection.close_if_unusable_or_obsolete()
    connection.close_if_health_check_failed()
