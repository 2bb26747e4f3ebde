"""A session asks one thing at a time, and no text is too long for the engine."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client

from articles.suggestions.limits import MOST_CHARACTERS, one_at_a_time
from tests.suggestions.asking import PATH, TEXT, make_desk, post

QUESTION = {**TEXT, "quote_at": {"field": "body", "start": 60, "end": 60}}


@contextmanager
def turn_of(client: Client, kind: str) -> Iterator[None]:
    """Hold a turn of the client's session by another connection."""
    held = one_at_a_time(f"{kind} session {client.session.session_key}")
    with ThreadPoolExecutor(1) as pool:
        pool.submit(held.__enter__).result()
        try:
            yield
        finally:
            pool.submit(held.__exit__, None, None, None).result()
            pool.submit(lambda: connection.close()).result()  # noqa: PLW0108 - of that thread


@pytest.mark.django_db(transaction=True)
def test_second_request_of_a_session_is_refused_in_words() -> None:
    desk = make_desk()
    with turn_of(desk, "text"):
        answer = post(desk, PATH, TEXT)
        assert (answer.status_code, answer.json()["code"]) == (409, "suggestions_busy")
        assert answer["Content-Type"] == "application/problem+json"
        assert "Try again" in answer.json()["detail"]
        assert post(desk, PATH, QUESTION).status_code == 200
        assert post(make_desk(username="other"), PATH, TEXT).status_code == 200
    assert post(desk, PATH, TEXT).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_lost_connection_leaves_no_turn_behind() -> None:
    desk = make_desk()
    held = one_at_a_time(f"text session {desk.session.session_key}")

    def lose() -> None:
        held.__enter__()
        connection.connection.close()
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lose).result()
    assert post(desk, PATH, TEXT).status_code == 200


@pytest.mark.django_db
def test_too_long_text_is_refused_in_words() -> None:
    desk = make_desk()
    for count, status in ((MOST_CHARACTERS - 20, 200), (MOST_CHARACTERS + 1, 400)):
        answer = post(desk, PATH, {"headline": "Talks", "body": f"<p>{'a' * count}</p>"})
        assert answer.status_code == status
    assert answer.json()["code"] == "text_too_long"
    assert "300,000 characters" in answer.json()["detail"]
