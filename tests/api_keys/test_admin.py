"""Keys at the desk and by command: shown once, replaced, revoked."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from newsroom.models import ApiKey
from tests.api_keys.keys import client_of, with_key
from tests.clients import sign_in
from tests.factories import make_staff

pytestmark = pytest.mark.django_db
LIST = "/admin/newsroom/apikey/"
SECRET = re.compile(r"newsroom_[0-9a-f]{64}")


def make(client: Client, owner: Any, **values: Any) -> Any:
    given = {"name": "Robot", "user": owner.pk, "scopes": ["read", "read:drafts"], **values}
    return client.post(f"{LIST}add/", {"expiry_0": "", "expiry_1": "", **given})


def test_key_is_shown_once() -> None:
    chief = make_staff("administrator")
    client = sign_in(chief)
    answer = make(client, chief)
    (secret,) = set(SECRET.findall(answer.content.decode()))
    assert "no-store" in answer["Cache-Control"]
    assert with_key(secret).get("/api/v1/articles/").status_code == 200
    key = ApiKey.objects.get()
    assert key.scopes == ["read", "read:drafts"]
    for page in (LIST, f"{LIST}{key.pk}/change/", "/admin/"):
        assert not SECRET.search(client.get(page).content.decode())


def test_key_is_replaced_and_revoked() -> None:
    chief = make_staff("administrator")
    client = sign_in(chief)
    make(client, chief)
    key = ApiKey.objects.get()
    answer = client.post(f"{LIST}{key.pk}/change/", {"_rotate": ""})
    (secret,) = set(SECRET.findall(answer.content.decode()))
    new = ApiKey.objects.first()
    assert (new.name, new.pk != key.pk) == ("Robot", True)
    page = client.post(f"{LIST}{new.pk}/change/", {"_revoke": ""}, follow=True).content.decode()
    assert "The key “Robot” cannot be used any more." in page
    assert with_key(secret).get("/api/v1/articles/").status_code == 401
    page = client.post(f"{LIST}{new.pk}/change/", {"_revoke": ""}, follow=True).content.decode()
    assert "is revoked or has expired" in page


def test_what_makes_no_key_is_an_error_of_the_form() -> None:
    chief = make_staff("administrator")
    answer = make(sign_in(chief), chief, expiry_0="2020-01-01", expiry_1="00:00")
    assert "A key cannot expire in the past." in answer.content.decode()
    answer = make(sign_in(chief), make_staff(is_superuser=True))
    assert "has rights that you do not have" in answer.content.decode()
    assert not ApiKey.objects.exists()


def test_keys_are_for_those_who_may_make_them() -> None:
    editor = make_staff("editor")
    assert sign_in(editor).get(LIST).status_code == 403
    assert make(sign_in(editor), editor).status_code == 403


def run(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("api_keys", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_command_makes_lists_replaces_and_revokes() -> None:
    owner = make_staff("editor")
    out, err = run("create", owner.username, "Robot", "--scope", "read", "--scope", "publish")
    assert "written this once" in err
    assert with_key(out.strip()).get("/api/v1/articles/").status_code == 200
    key = ApiKey.objects.get()
    listed, _ = run("list")
    assert "Robot" in listed
    assert "read publish" in listed
    assert out.strip() not in listed
    out, _ = run("rotate", str(key.pk), "--by", owner.username)
    run("revoke", str(ApiKey.objects.first().pk))
    assert with_key(out.strip()).get("/api/v1/articles/").status_code == 401


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["create", "nobody", "Robot", "--scope", "read"], "nobody called nobody"),
        (["revoke", "999"], "no key 999"),
        (["create", "OWNER", " ", "--scope", "read"], "needs a name"),
    ],
)
def test_command_says_what_is_wrong(arguments: list[str], reason: str) -> None:
    owner = make_staff("editor")
    given = [owner.username if one == "OWNER" else one for one in arguments]
    with pytest.raises(CommandError, match=reason):
        run(*given)


def test_session_is_not_read_where_a_key_is_sent() -> None:
    client = client_of(make_staff("editor"), "read")
    client.force_login(make_staff("publisher"))
    assert client.get("/api/v1/entities/?q=a").status_code == 403
