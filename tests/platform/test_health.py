"""/health/: what a load balancer asks, by any name and over plain HTTP."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("host", ["10.0.0.5", "lb.internal", "localhost"])
def test_process_that_answers_is_live_under_any_host(host: str) -> None:
    response = Client().get("/health/live", headers={"host": host})
    assert (response.status_code, response.content) == (200, b"live\n")
    assert response["Cache-Control"] == "no-store"


def test_process_with_its_migrations_is_ready() -> None:
    assert (
        Client()
        .get("/health/ready", headers={"host": "10.0.0.5"})
        .content.startswith(b"ready: the ")
    )


def test_missing_migration_is_not_ready() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'articles' AND name LIKE '0004%'")
    response = Client().get("/health/ready")
    assert (response.status_code, response.content) == (503, b"1 migrations are missing\n")


def test_database_that_does_not_answer_is_not_ready() -> None:
    def refuse(*_arguments: object) -> None:
        raise OperationalError("gone")

    with connection.execute_wrapper(refuse):
        response = Client().get("/health/ready")
    assert (response.status_code, response.content) == (503, b"the database does not answer\n")


def test_https_redirect_spares_the_load_balancer(settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/health/live").status_code == 200
