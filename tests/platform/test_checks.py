from pathlib import Path

import pytest
from django.test import override_settings

from newsroom.lib.database.address import database_at
from newsroom.settings_checks import check_database_version, check_site_url
from tests.platform.conftest import manage


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "https://news.example"])
def test_address_of_a_site_is_accepted(url: str) -> None:
    with override_settings(SITE_URL=url):
        assert check_site_url() == []


@pytest.mark.parametrize(
    "url", ["", "news.example", "ftp://news.example", "https://", "https://news.example/site"]
)
def test_other_addresses_are_refused(url: str) -> None:
    with override_settings(SITE_URL=url):
        assert [message.id for message in check_site_url()] == ["newsroom.E001"]


@pytest.mark.parametrize("url", ["nonsense", "mysql://user:secret@host/name", "sqlite:///db"])
def test_other_databases_are_refused_in_words(url: str, tmp_path: Path) -> None:
    process = manage("check", var=tmp_path, DATABASE_URL=url)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 1
    assert said.startswith("DATABASE_URL does not name a PostgreSQL database.")
    assert "secret" not in said


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("postgres://user@%2Frun%2Fpostgresql:5433/newsroom", "/run/postgresql"),
        ("postgresql://user:password@db.example/newsroom", "db.example"),
    ],
)
def test_a_server_is_found_by_its_name_or_its_socket(url: str, host: str) -> None:
    found = database_at(url)
    assert (found["HOST"], found["NAME"], found["USER"]) == (host, "newsroom", "user")


@pytest.mark.django_db
def test_old_postgresql_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_database_version(databases=["default"]) == []
    assert check_database_version(databases=None) == []
    monkeypatch.setattr("newsroom.settings_checks.OLDEST_POSTGRESQL", 99)
    assert [m.id for m in check_database_version(databases=["default"])] == ["newsroom.E002"]
