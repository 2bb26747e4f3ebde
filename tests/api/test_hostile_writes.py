"""Requests of a hostile partner: each is refused in words, and leaves nothing behind."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import OperationalError
from django.test import Client
from django.urls import URLPattern
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.errors import DeadlockDetected

from articles.api.desk_entities import DeskEntityView
from articles.models import Article, EntityOrigin, ImportedFile
from articles.publication.publishing import publish
from entities.models import Alias, Entity
from newsroom.api.urls import urlpatterns
from newsroom.models import Event, RequestCount, StoredAnswer
from newsroom.scopes import Scope
from tests.api.drafts.asking import DRAFTS, HTML, Robot
from tests.api_keys.keys import client_of
from tests.factories import draft_article, make_person, make_section, make_staff, mention, merge

pytestmark = pytest.mark.django_db
BATCH = "/api/v1/batch/"
TEXT = "Talks end\nNo result\nAda Lee spoke.\n"
WRITES = ("POST", "PUT", "PATCH", "DELETE")


@pytest.fixture(autouse=True)
def world() -> Any:
    return make_section()


@pytest.fixture
def robot() -> Robot:
    return Robot(owner=make_staff(is_superuser=True))


def batch(robot: Robot, *operations: Any, **members: Any) -> Any:
    return robot.ask("POST", BATCH, {"operations": operations, **members})


def plain(*entities: Any, **members: Any) -> dict[str, Any]:
    return {"section": "world", "text": TEXT, "entities": entities, **members}


def writable_paths(values: dict[str, Any]) -> list[str]:
    """All addresses of the desk's API, with values in their places."""
    desk = [
        pattern
        for pattern in urlpatterns
        if isinstance(pattern, URLPattern)
        and getattr(getattr(pattern.callback, "cls", None), "is_desk", False)
    ]
    paths = []
    for pattern in desk:
        route = str(pattern.pattern)
        route = route.replace("entities/<int:pk>", f"entities/{values['entity']}")
        for name, value in values.items():
            for kind in ("int", "uuid", "unicode_slug"):
                route = route.replace(f"<{kind}:{name}>", str(value))
        paths.append(f"/api/v1/{route}")
    assert not [path for path in paths if "<" in path]
    return paths


class TestBodies:
    @pytest.mark.parametrize("levels", [60, 500, 900, 1100, 100_000])
    @pytest.mark.parametrize("path", [DRAFTS, BATCH, "/api/v1/entities/"])
    def test_deep_json(self, robot: Robot, path: str, levels: int) -> None:
        operation = '{"method": "POST", "path": "/api/v1/drafts/", "body": %s}'
        body = operation % ("[" * levels + "]" * levels)
        answer = robot.client.generic(
            "POST", path, f'{{"operations": [{body}]}}', content_type="application/json"
        )
        assert (answer.status_code, answer.json()["code"]) == (400, "parse_error")

    @pytest.mark.parametrize("length", ["abc", "-1", "\u00b2", "9" * 30])
    def test_length_that_is_none(self, robot: Robot, length: str) -> None:
        answer = robot.client.generic(
            "POST",
            DRAFTS,
            json.dumps({"section": "world", **HTML}),
            content_type="application/json",
            headers={"Idempotency-Key": "k"},
            CONTENT_LENGTH=length,
        )
        assert answer.status_code in (400, 413)
        assert not Article.objects.exists()

    def test_member_for_another_request_is_refused(self, robot: Robot) -> None:
        draft = robot.made()
        assert robot.changed(draft, source_id="urn:wire:1").status_code == 400
        answer = robot.ask("POST", DRAFTS, {"section": "world", **HTML, "removed": []})
        assert answer.status_code == 400


class TestAddresses:
    @pytest.mark.parametrize("slug", ["%00", "%ff", "%ED%A0%80", "x" * 500, "a%2Fb", "\u00e9", "я"])
    def test_slug_that_there_is_not(self, robot: Robot, slug: str) -> None:
        path = f"/api/v1/desk-sections/{slug}/"
        assert robot.client.get(path).status_code == 404
        (result,) = batch(robot, {"method": "PATCH", "path": path, "body": {}}).json()["results"]
        assert result["status"] == 404

    def test_batch_reads_addresses_as_a_request_does(self, robot: Robot) -> None:
        make_section("日本")
        paths = ("/api/v1/desk-sections/日本/", "/api/v1/desk-sections/%E6%97%A5%E6%9C%AC/")
        for path in paths:
            change = {"method": "PATCH", "path": path, "body": {"position": 3}, "if_match": "*"}
            (result,) = batch(robot, change).json()["results"]
            assert result["status"] == 200
        asked = {"method": "POST", "path": f"{DRAFTS}?validate=я", "body": {}}
        assert batch(robot, asked).json()["results"][0]["status"] == 400


class TestSecrets:
    """A reporter's key learns nothing of an article that is not theirs."""

    @pytest.fixture
    def reporter(self) -> Robot:
        return Robot("reporter")

    @pytest.fixture
    def foreign(self) -> Article:
        return draft_article()

    @pytest.fixture
    def sue(self, foreign: Article) -> Entity:
        sue = make_person("Secret Sue", slug="secret", wikidata_id="Q77")
        EntityOrigin.objects.create(entity=sue, article=foreign)
        return sue

    @pytest.mark.parametrize(
        "named",
        [
            {"key": "secret", "kind": "person", "name": "Secret Sue"},
            {"key": "secret", "kind": "person", "name": "Xavier"},
            {"key": "secret", "kind": "organisation", "name": "Xavier"},
            {"key": "xavier", "kind": "person", "name": "Xavier", "wikidata_id": "Q77"},
        ],
    )
    @pytest.mark.parametrize("is_merged", [False, True])
    def test_name_behind_a_key(
        self, reporter: Robot, sue: Entity, named: Any, *, is_merged: bool
    ) -> None:
        if is_merged and "wikidata_id" in named:
            pytest.skip("a merged entity gives its Wikidata id to the survivor")
        if is_merged:
            merge(make_person("Pete", slug="pete"), sue)
            named = {**named, "key": "pete"}
        answer = reporter.ask("POST", DRAFTS, plain(named))
        assert answer.status_code == 400
        told = answer.json()["detail"].replace("“secret”", "")
        assert "Sue" not in told
        assert "secret" not in told
        assert Article.objects.count() == 1

    def test_names_are_not_added_to(self, sue: Entity) -> None:
        """Whoever writes entities for their own articles changes none of another's."""
        owner = make_staff("reporter")
        owner.user_permissions.add(Permission.objects.get(codename="change_person"))
        robot = Robot(owner=owner)
        secret = {"key": "secret", "kind": "person", "name": "Secret Sue", "aliases": ["Sly"]}
        assert robot.ask("POST", DRAFTS, plain(secret)).status_code == 400
        assert not Alias.objects.filter(entity=sue).exists()

    def test_survivor_of_a_merge(self, reporter: Robot, sue: Entity) -> None:
        pete = make_person("Pete")
        merge(pete, sue)
        path = f"/api/v1/entities/{pete.pk}/"
        assert reporter.ask("GET", path).json()["merged_into"] is None
        assert Robot("editor").ask("GET", path).json()["merged_into"] == sue.pk

    def test_article_of_a_story(self, reporter: Robot, foreign: Article) -> None:
        ImportedFile.objects.create(
            source_id="urn:1",
            digest="a" * 64,
            headline="x",
            article=foreign,
            revision=foreign.working_copy,
        )
        said = {"section": "world", **HTML, "source_id": "urn:1"}
        answer = reporter.ask("POST", DRAFTS, said)
        assert (answer.status_code, answer.json()["code"]) == (409, "source_id_taken")
        assert "article" not in answer.json()
        assert str(foreign.pk) not in answer.json()["detail"]


class TestRemovals:
    @pytest.mark.parametrize("words", [{}, {"text": TEXT}, {"deck": "Another"}])
    def test_tag_that_is_named_goes(self, robot: Robot, words: Any) -> None:
        ada = make_person("Ada Lee")
        draft = robot.made(HTML, body=f"<p>{mention(ada)} spoke.</p>")
        answer = robot.changed(draft, **words, removed=[draft["mentions"][0]["id"]])
        assert answer.status_code == 200, answer.content
        assert answer.json()["mentions"] == []

    def test_tag_cannot_go_and_stay(self, robot: Robot) -> None:
        body = f"<p>{mention(make_person('Ada Lee'))} spoke.</p>"
        draft = robot.made(HTML, body=body)
        answer = robot.changed(draft, body=draft["body"], removed=[draft["mentions"][0]["id"]])
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_text")


class TestRepeating:
    def test_key_with_fewer_scopes_learns_nothing(self) -> None:
        owner = make_staff("publisher")
        full = Robot(owner=owner)
        asked = {"operations": [{"method": "POST", "path": DRAFTS, "body": {}}]}
        assert full.ask("POST", BATCH, asked, Idempotency_Key="k").status_code == 200
        stolen = client_of(owner, Scope.WRITE_ENTITIES)
        answer = stolen.post(
            BATCH, asked, content_type="application/json", headers={"Idempotency-Key": "k"}
        )
        assert (answer.status_code, answer.json()["code"]) == (422, "key_used_otherwise")

    def test_right_that_was_taken_away(self) -> None:
        robot = Robot("publisher")
        draft = robot.made(byline="A. Writer")
        publish(article_id=draft["id"], by=None)
        path = f"/api/v1/articles/{draft['id']}/corrections/"
        notice = {"kind": "correction", "text": "It was three days."}
        assert robot.ask("POST", path, notice, Idempotency_Key="k").status_code == 201
        robot.owner.groups.set(make_staff("reporter").groups.all())
        answer = robot.ask("POST", path, notice, Idempotency_Key="k")
        assert answer.status_code in (403, 404, 422)
        assert "id" not in answer.json()


def _deadlock(*_args: Any, **_options: Any) -> Any:
    raise OperationalError("deadlock detected") from DeadlockDetected()


class TestBusyRows:
    """What PostgreSQL gives up in favour of another is a conflict, not a fault, and never kept."""

    PERSON = {"kind": "person", "name": "Eve"}

    @pytest.fixture
    def busy(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(DeskEntityView, "patch", _deadlock)

    @pytest.mark.usefixtures("busy")
    def test_single_and_in_a_batch(self, robot: Robot) -> None:
        path = f"/api/v1/entities/{make_person().pk}/"
        answer = robot.ask("PATCH", path, {}, If_Match="*")
        assert (answer.status_code, answer.json()["code"]) == (409, "busy")
        made = {"method": "POST", "path": "/api/v1/entities/", "body": self.PERSON}
        change = {"method": "PATCH", "path": path, "body": {}}
        asked = {"operations": [made, change]}
        answer = robot.ask("POST", BATCH, asked)
        assert [result["status"] for result in answer.json()["results"]] == [201, 409]
        asked["all_or_none"] = True  # type: ignore[assignment]
        made["body"] = {**self.PERSON, "name": "Ann"}
        answer = robot.ask("POST", BATCH, asked, Idempotency_Key="k")
        assert (answer.status_code, answer.json()["code"]) == (409, "busy")
        assert not Entity.objects.filter(name="Ann").exists()
        assert not StoredAnswer.objects.exists()


class TestCounting:
    def test_operations_count_after_the_transaction(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A batch that holds the counter's row would keep all others with the key waiting."""
        robot = Robot("publisher", Scope.WRITE_ARTICLES)
        RequestCount.objects.all().delete()
        made = {"method": "POST", "path": DRAFTS, "body": {"section": "world", **HTML}}
        answer = batch(robot, *[made] * 5, all_or_none=True)
        assert answer.status_code == 200
        assert f"r={6000 - 6};" in answer["RateLimit"]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(
        ["world", "person", "publish", "*", "Ada Lee", "2024-02-30", "\x00", "\ud800"]
    ),
    lambda part: (
        st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=8), part, max_size=3)
    ),
    max_leaves=6,
)
NAMES = [
    *("section", "headline", "deck", "body", "text", "entities", "mentions", "quotes", "removed"),
    *("entity", "speaker", "kind", "field", "start", "end", "exact", "segments", "said_on", "name"),
    *("slug", "aliases", "affiliations", "wikidata_id", "position", "transition", "at", "notice"),
    *("correction", "about", "place", "operations", "into", "base", "key", "comment", "decisions"),
    *("language", "source_id", "note", "reason", "revision", "all_or_none", "is_sensitive", "tags"),
]
BODIES = JSON | st.dictionaries(st.sampled_from(NAMES), JSON, max_size=6)


def _state() -> list[Any]:
    """What a refused request must not change."""
    return [
        Event.objects.count(),
        *Article.objects.order_by("pk").values_list("pk", "head", "live", "updated_at"),
        *Entity._base_manager.order_by("pk").values_list("pk", "name"),
    ]


class TestArbitraryJson:
    @pytest.fixture
    def paths(self, robot: Robot) -> list[str]:
        ada = make_person("Ada Lee")
        draft = robot.made(HTML, body=f"<p>{mention(ada)} spoke.</p>")
        values = {
            "pk": draft["id"],
            "entity": ada.pk,
            "article_id": draft["id"],
            "uuid": draft["mentions"][0]["id"],
            "number": 1,
            "slug": "world",
        }
        return writable_paths(values)

    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(data=st.data())
    def test_no_fault_and_nothing_stored(
        self, robot: Robot, paths: list[str], data: st.DataObject
    ) -> None:
        """The write operations of the desk's API, by key and by session."""
        session = Client()
        session.force_login(robot.owner)
        for path in data.draw(st.lists(st.sampled_from(paths), min_size=8, max_size=8)):
            body = json.dumps(data.draw(BODIES))
            for client in (robot.client, session):
                method = data.draw(st.sampled_from(WRITES))
                before = _state()
                answer = client.generic(
                    method,
                    path,
                    body,
                    content_type="application/json",
                    headers={"If-Match": "*", "Idempotency-Key": "k"} if len(body) % 2 else {},
                )
                assert answer.status_code < 500, (method, path, body)
                if answer.status_code >= 400:
                    assert _state() == before, (method, path, body)
                    assert answer["Content-Type"] == "application/problem+json"
