import pytest
from django.db import connection, transaction

from newsroom.lib.database import base
from tests.factories import make_person


@pytest.mark.django_db(transaction=True)
def test_a_kept_connection_is_not_proved_alive_at_a_transactions_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The proof would begin another transaction, and what was committed would seem to fail."""
    make_person("Ada")
    begin_request()
    begin_request()  # within a second of the first one's proof
    with transaction.atomic():
        make_person("Bob")
        monkeypatch.setattr(base, "CHECKED_EVERY_SECONDS", 0.0)  # as if it had passed
    assert connection.get_autocommit()


def begin_request() -> None:
    connection.close_if_unusable_or_obsolete()
    connection.close_if_health_check_failed()
