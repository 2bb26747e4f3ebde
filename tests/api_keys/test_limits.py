"""Limits of requests hold over all processes, and a key is told its own."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client

from newsroom.lib.database.request_counts import count_request, forget_counts
from newsroom.models import RequestCount
from tests.api_keys.keys import client_of
from tests.factories import make_staff

pytestmark = pytest.mark.django_db
PATH = "/api/v1/articles/"


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let all requests of a test fall into one minute."""
    with time_machine.travel("2026-12-01T10:00:10Z", tick=False) as traveller:
        yield traveller


def test_key_is_told_its_limit_and_stopped_at_it() -> None:
    client = client_of(make_staff("editor"), requests_per_minute=2)
    first, second, third = (client.get(PATH) for _ in range(3))
    assert first["RateLimit-Policy"] == '"key";q=2;w=60'
    assert first["RateLimit"] == '"key";r=1;t=50'
    assert first["Cache-Control"] == "private, no-store"
    assert second["RateLimit"] == '"key";r=0;t=50'
    assert third.status_code == 429
    assert third["Retry-After"] == "50"
    assert third["RateLimit"] == '"key";r=0;t=50'


def test_next_minute_is_counted_anew(clock: Any) -> None:
    client = client_of(make_staff("editor"), requests_per_minute=1)
    assert [client.get(PATH).status_code for _ in range(2)] == [200, 429]
    clock.shift(60)
    assert client.get(PATH).status_code == 200


def test_limit_of_a_key_without_its_own_is_the_setting_s(settings: Any) -> None:
    settings.KEY_REQUESTS_A_MINUTE = 1
    client = client_of(make_staff("editor"))
    assert [client.get(PATH).status_code for _ in range(2)] == [200, 429]


def test_readers_without_a_key_are_limited_only_by_a_setting(settings: Any) -> None:
    client = Client()
    answer = client.get(PATH)
    assert "RateLimit" not in answer
    assert answer["Cache-Control"].startswith("public")
    assert not RequestCount.objects.exists()
    settings.ANONYMOUS_REQUESTS_A_MINUTE = 2
    assert [client.get(PATH).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get(PATH, REMOTE_ADDR="192.0.2.9").status_code == 200


def test_address_behind_a_proxy_is_the_client_s(settings: Any) -> None:
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    settings.ANONYMOUS_REQUESTS_A_MINUTE = 1
    client = Client()
    for address in ("192.0.2.1", "192.0.2.2"):
        given = {"HTTP_X_FORWARDED_FOR": f"10.9.8.7, {address}"}
        assert [client.get(PATH, **given).status_code for _ in range(2)] == [200, 429]


def test_who_tries_many_wrong_keys_has_to_wait(settings: Any) -> None:
    settings.FAILED_KEYS_A_MINUTE = 2
    client = Client(headers={"Authorization": "Bearer newsroom_" + "0" * 64})
    assert [client.get(PATH).status_code for _ in range(3)] == [401, 401, 429]
    assert client_of(make_staff("editor")).get(PATH).status_code == 200


def test_counts_are_not_logged_and_forgotten(clock: Any) -> None:
    assert count_request("a", limit=5).remaining == 4
    assert count_request("a", limit=5).remaining == 3
    clock.shift(60)
    count_request("b", limit=5)
    forget_counts()
    assert [*RequestCount.objects.values_list("name", flat=True)] == ["b"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relpersistence FROM pg_class WHERE relname = 'newsroom_requestcount'"
        )
        assert cursor.fetchone() == ("u",)
