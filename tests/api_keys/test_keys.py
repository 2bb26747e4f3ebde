"""A key acts for its owner: never beyond the owner's rights, nor beyond its scopes."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.models import Article
from newsroom.api_keys.keys import create_key, revoke_key, rotate_key
from newsroom.lib.errors import Conflict, DomainError, NotAllowed
from newsroom.models import ApiKey, Event, User
from newsroom.scopes import PERMISSIONS, Scope
from tests.api_keys.keys import client_of, with_key
from tests.factories import draft_article, make_staff, published_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher() -> User:
    return make_staff("publisher")


def transitions(client: Client, article: Article) -> Any:
    return client.get(f"/api/v1/articles/{article.pk}/transitions/")


def move(client: Client, article: Article, name: str, **data: object) -> Any:
    return client.post(
        f"/api/v1/articles/{article.pk}/transitions/",
        {"transition": name, **data},
        content_type="application/json",
    )


class TestRecognised:
    def test_key_is_stored_as_a_hash_and_found_by_scanners(self, publisher: User) -> None:
        key, secret = create_key(owner=publisher, name="Robot", scopes=["read"], by=None)
        assert secret.startswith("newsroom_")
        assert len(secret) == 73
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT to_jsonb(k)::text FROM newsroom_apikey k WHERE id = %s", [key.pk]
            )
            (row,) = cursor.fetchone()
        assert secret not in row
        assert secret[20:] not in row

    @pytest.mark.parametrize(
        "header",
        [
            "Bearer",
            "Bearer x",
            "Bearer newsroom_" + "0" * 64,
            "Bearer two words",
            "Bearer " + "\u00e9" * 17,
            "Bearer newsroom_\x00" + "0" * 63,
            "Bearer " + "9" * 10_000,
        ],
    )
    @pytest.mark.parametrize("path", ["/api/v1/articles/", "/api/v1/entities/?q=a"])
    def test_wrong_key_is_answered_401(self, header: str, path: str) -> None:
        answer = Client(headers={"Authorization": header}).get(path)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
        assert answer["Content-Type"] == "application/problem+json"

    def test_right_beginning_is_not_enough(self, publisher: User) -> None:
        _key, secret = create_key(owner=publisher, name="Robot", scopes=["read"], by=None)
        wrong = secret[:-1] + ("0" if secret[-1] != "0" else "1")
        assert with_key(wrong).get("/api/v1/articles/").status_code == 401

    def test_another_scheme_is_not_ours(self) -> None:
        client = Client(headers={"Authorization": "Basic bmV3czpyb29t"})
        assert client.get("/api/v1/articles/").status_code == 200

    def test_expired_revoked_and_inactive_are_refused(self, publisher: User) -> None:
        soon = timezone.now() + timedelta(days=30)
        key, secret = create_key(owner=publisher, name="R", scopes=["read"], expiry=soon, by=None)
        client = with_key(secret)
        assert client.get("/api/v1/articles/").status_code == 200
        with time_machine.travel(soon + timedelta(seconds=1)):
            answer = client.get("/api/v1/articles/")
        assert (answer.status_code, "expired" in answer.json()["detail"]) == (401, True)
        assert ApiKey.objects.filter(pk=key.pk).exists()
        User.objects.filter(pk=publisher.pk).update(is_active=False)
        assert client.get("/api/v1/articles/").status_code == 401
        User.objects.filter(pk=publisher.pk).update(is_active=True)
        revoke_key(key=key, by=None)
        assert client.get("/api/v1/articles/").status_code == 401

    def test_day_and_address_of_the_last_use_are_kept(self, publisher: User) -> None:
        client = client_of(publisher)
        client.get("/api/v1/articles/", REMOTE_ADDR="192.0.2.7")
        key = ApiKey.objects.get()
        assert (key.used_on, key.used_from) == (timezone.now().date(), "192.0.2.7")
        client.get("/api/v1/articles/", REMOTE_ADDR="")
        assert ApiKey.objects.get().used_from is None


class TestRights:
    def test_scope_that_is_missing_is_named(self, publisher: User) -> None:
        article = draft_article(deck="The deck.", byline="A. Writer")
        client = client_of(publisher, Scope.READ)
        answer = move(client, article, "publish")
        assert answer.status_code == 403
        assert answer.json()["code"] == "missing_scope"
        assert "publish" in answer.json()["detail"]
        assert transitions(client, article).status_code == 403

    def test_scope_bounds_what_the_services_allow(self, publisher: User) -> None:
        article = draft_article(deck="The deck.", byline="A. Writer")
        writer = client_of(publisher, Scope.WRITE_ARTICLES, Scope.READ_DRAFTS)
        assert transitions(writer, article).status_code == 200
        assert move(writer, article, "publish").status_code == 403
        assert move(client_of(publisher, Scope.PUBLISH), article, "publish").status_code == 200

    def test_key_never_exceeds_what_its_owner_may_now(self) -> None:
        owner = make_staff("publisher")
        article = draft_article(deck="The deck.", byline="A. Writer")
        client = client_of(owner)
        owner.groups.set([Group.objects.get(name="Reporter")])
        assert move(client, article, "publish").status_code == 404  # not theirs to see
        owner.groups.set([Group.objects.get(name="Editor")])
        assert move(client, article, "publish").status_code == 403

    def test_reader_of_drafts_sees_what_its_owner_sees_and_writes_nothing(self) -> None:
        owner = make_staff("reporter")
        foreign, own = draft_article(), draft_article()
        Article.objects.filter(pk=own.pk).update(created_by=owner)
        client = client_of(owner, Scope.READ_DRAFTS)
        assert transitions(client, own).status_code == 200
        assert transitions(client, foreign).status_code == 404
        assert move(client, own, "submit").status_code == 403

    def test_session_of_the_desk_alone_can_do_what_no_key_can(self, publisher: User) -> None:
        answer = client_of(publisher).get("/api/v1/editor-keys/")
        assert (answer.status_code, answer.json()["code"]) == (403, "session_only")

    def test_account_that_is_no_staff_does_nothing_at_the_desk(self) -> None:
        article = published_article()
        user = User.objects.create_user("reader")
        assert transitions(client_of(user), article).status_code == 403
        assert client_of(user).get("/api/v1/articles/").status_code == 200

    def test_every_permission_of_a_scope_exists(self) -> None:
        admin = make_staff(is_superuser=True)
        for scope in Scope:
            assert PERMISSIONS[scope] <= admin.get_all_permissions()


class TestAudit:
    def test_what_a_key_changes_is_recorded_with_its_name(self, publisher: User) -> None:
        article = draft_article(deck="The deck.", byline="A. Writer")
        move(client_of(publisher, name="Night desk robot"), article, "publish")
        event = Event.objects.get(verb="article-published")
        assert (event.actor, event.key) == (publisher, "Night desk robot")

    def test_life_of_a_key_is_recorded(self, publisher: User) -> None:
        key, _secret = create_key(owner=publisher, name="Robot", scopes=["read"], by=publisher)
        new, _secret = rotate_key(key=key, by=publisher)
        revoke_key(key=new, by=publisher)
        verbs = [*Event.objects.filter(subject_type="api-key").values_list("verb", "subject_id")]
        assert verbs == [
            ("api-key-revoked", new.pk),
            ("api-key-rotated", key.pk),
            ("api-key-created", new.pk),
            ("api-key-created", key.pk),
        ]


class TestRotation:
    def test_both_keys_work_for_a_day(self, publisher: User) -> None:
        key, secret = create_key(
            owner=publisher, name="R", scopes=["read"], requests_per_minute=7, by=None
        )
        new, new_secret = rotate_key(key=key, by=publisher)
        assert (new.name, new.scopes, new.requests_per_minute) == ("R", ["read"], 7)
        for one in (secret, new_secret):
            assert with_key(one).get("/api/v1/articles/").status_code == 200
        with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
            assert with_key(secret).get("/api/v1/articles/").status_code == 401
            assert with_key(new_secret).get("/api/v1/articles/").status_code == 200

    def test_lifetime_is_that_of_the_former_key(self, publisher: User) -> None:
        expiry = timezone.now() + timedelta(days=30)
        key, _ = create_key(owner=publisher, name="R", scopes=["read"], expiry=expiry, by=None)
        new, _ = rotate_key(key=key, by=None)
        assert timedelta(days=29) < new.expiry - timezone.now() < timedelta(days=31)
        key.refresh_from_db()
        assert key.expiry < timezone.now() + timedelta(days=2)

    def test_key_that_nobody_can_use_is_not_rotated_or_revoked_again(self, publisher: User) -> None:
        key, _secret = create_key(owner=publisher, name="R", scopes=["read"], by=None)
        revoke_key(key=key, by=None)
        with pytest.raises(Conflict):
            rotate_key(key=key, by=None)
        with pytest.raises(Conflict):
            revoke_key(key=key, by=None)


class TestMaking:
    def test_nobody_makes_a_key_of_somebody_with_more_rights(self) -> None:
        chief = make_staff(is_superuser=True)
        with pytest.raises(NotAllowed):
            create_key(owner=chief, name="R", scopes=["read"], by=make_staff("administrator"))
        key, _secret = create_key(owner=chief, name="R", scopes=["read"], by=chief)
        with pytest.raises(NotAllowed):
            revoke_key(key=key, by=make_staff("administrator"))

    @pytest.mark.parametrize(
        "values",
        [
            {"name": " "},
            {"name": "x" * 81},
            {"scopes": []},
            {"scopes": ["everything"]},
            {"expiry": timezone.now() - timedelta(days=1)},
            {"requests_per_minute": 0},
            {"requests_per_minute": -1},
            {"requests_per_minute": 2**31},
        ],
    )
    def test_values_that_make_no_key_are_refused(
        self, publisher: User, values: dict[str, Any]
    ) -> None:
        with pytest.raises(DomainError):
            create_key(
                **{"owner": publisher, "name": "R", "scopes": ["read"], "by": None, **values}
            )
