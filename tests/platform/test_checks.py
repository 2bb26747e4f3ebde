import pytest
from django.conf import settings
from django.test import override_settings

from newsroom.checks import check_database_is_postgresql, check_database_version, check_site_url


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


@pytest.mark.parametrize("engine", ["django.db.backends.sqlite3", ""])
def test_other_databases_are_refused(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", engine)
    assert [message.id for message in check_database_is_postgresql()] == ["newsroom.E002"]


def test_configured_database_is_accepted() -> None:
    assert check_database_is_postgresql() == []


@pytest.mark.django_db
def test_old_postgresql_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_database_version(databases=["default"]) == []
    assert check_database_version(databases=None) == []
    monkeypatch.setattr("newsroom.checks.OLDEST_POSTGRESQL", 99)
    assert [m.id for m in check_database_version(databases=["default"])] == ["newsroom.E003"]
