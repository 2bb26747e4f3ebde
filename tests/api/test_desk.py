"""Rules of every API address that is for the desk alone."""

from typing import Any

import pytest
from django.test import Client

from newsroom.api.urls import urlpatterns
from newsroom.desk_api.views import DeskView
from tests.clients import sign_in_superuser
from tests.factories import draft_article

pytestmark = pytest.mark.django_db

UUID = "00000000-0000-0000-0000-000000000000"
OPERATIONS = [
    (method, str(pattern.pattern))
    for pattern in urlpatterns
    if issubclass(view := getattr(pattern.callback, "cls", object), DeskView)
    for method in ("get", "post", "put", "patch", "delete")
    if hasattr(view, method)
]


@pytest.fixture
def desk() -> Client:
    return sign_in_superuser()


def ask(client: Client, method: str, route: str, query: str = "") -> Any:
    path = route.replace("<uuid:uuid>", UUID).replace("<int:pk>", "<int:article_id>")
    path = path.replace("<unicode_slug:slug>", "world")
    path = path.replace("<int:article_id>", str(draft_article().pk)).replace("<int:number>", "1")
    return getattr(client, method)(f"/api/v1/{path}{query}", content_type="application/json")


def test_there_are_such_addresses() -> None:
    assert len(OPERATIONS) > 12


@pytest.mark.parametrize(("method", "route"), OPERATIONS)
def test_unknown_parameter_is_named(desk: Client, method: str, route: str) -> None:
    response = ask(desk, method, route, "?nonsense=1")
    assert response.status_code == 400
    (fault,) = response.json()["errors"]
    assert (fault["name"], fault["code"]) == ("nonsense", "unknown")


@pytest.mark.parametrize(("method", "route"), OPERATIONS)
def test_no_cache_keeps_the_answer(desk: Client, method: str, route: str) -> None:
    for client in (desk, Client()):
        response = ask(client, method, route)
        assert (response.status_code == 401) is (client is not desk)
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
