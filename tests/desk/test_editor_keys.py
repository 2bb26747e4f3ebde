"""Each person's keys of the editor: stored for them alone, and none that types or is taken."""

import json
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from articles.editor_keys import DEFAULT_KEYS, own_keys
from tests.clients import sign_in
from tests.factories import make_staff

pytestmark = pytest.mark.django_db
PATH = "/api/v1/editor-keys/"


@pytest.fixture
def desk() -> Client:
    return sign_in(make_staff("reporter", username="ada"))


def choose(client: Client, **keys: Any) -> Any:
    return client.put(PATH, json.dumps({"keys": keys}), content_type="application/json")


def test_own_keys_stand_in_place_of_the_newsrooms(desk: Client, settings: LazySettings) -> None:
    settings.EDITOR_KEYS = {"quote": "F8"}
    answer = choose(desk, person="Ctrl-Alt-y", save="F9").json()
    assert answer["own"] == {"person": "Ctrl-Alt-y", "save": "F9"}
    assert answer["newsroom"] == DEFAULT_KEYS | {"quote": "F8"}
    assert desk.get(PATH).json() == answer
    assert choose(desk).json()["own"] == {}


def test_keys_are_of_one_person(desk: Client) -> None:
    choose(desk, person="F8")
    assert own_keys(make_staff("editor")) == {}


@pytest.mark.parametrize(
    ("command", "key", "reason"),
    [
        ("person", "p", "types text"),
        ("person", "Shift-p", "types text"),
        ("person", "å", "is no key"),
        ("person", "Alt-", "is no key"),
        ("person", "Shift-Alt-p", "in this order"),
        ("person", "Alt-Alt-p", "in this order"),
        ("person", "Ctrl-b", "needed for writing"),
        ("person", "Meta-v", "needed for writing"),
        ("person", "Alt-o", "another command"),
        ("person", "Ctrl-Alt-o", "another command"),
        ("person", "Ctrl-s", "another command"),
        ("nonsense", "F8", "no command"),
    ],
)
def test_key_that_cannot_be_had_is_refused_in_words(
    desk: Client, command: str, key: str, reason: str
) -> None:
    answer = choose(desk, **{command: key})
    assert answer.status_code == 400
    assert reason in answer.json()["detail"]
    assert desk.get(PATH).json()["own"] == {}


def test_two_commands_do_not_get_one_key(desk: Client) -> None:
    assert choose(desk, person="F8", quote="F8").status_code == 400


def test_keys_can_be_swapped(desk: Client) -> None:
    assert choose(desk, person="Alt-o", organisation="Alt-p").status_code == 200


def test_keys_are_for_those_who_write() -> None:
    client = Client()
    assert client.get(PATH).status_code == 401
    client.force_login(make_staff("legal"))
    assert client.get(PATH).status_code == 403


@pytest.mark.parametrize(
    "body", ["[]", '{"keys": []}', '{"keys": {"person": 5}}', '{"keys": {"person": null}}']
)
def test_nonsense_is_refused(desk: Client, body: str) -> None:
    assert desk.put(PATH, body, content_type="application/json").status_code == 400
