"""Many writes in one request: each by itself, or all or none."""

from typing import Any

import pytest

from articles.models import Article
from entities.models import Entity
from newsroom.scopes import Scope
from tests.api.drafts.asking import DRAFTS, HTML, Robot
from tests.factories import make_section

pytestmark = pytest.mark.django_db
PERSON = {"method": "POST", "path": "/api/v1/entities/", "body": {"kind": "person", "name": "Ada"}}
DRAFT = {"method": "POST", "path": DRAFTS, "body": {"section": "world", **HTML}}
BAD = {"method": "POST", "path": DRAFTS, "body": {"section": "nowhere", **HTML}}


@pytest.fixture(autouse=True)
def world() -> Any:
    return make_section()


@pytest.fixture
def robot() -> Robot:
    return Robot()


def batch(robot: Robot, *operations: Any, **members: Any) -> Any:
    return robot.ask("POST", "/api/v1/batch/", {"operations": operations, **members})


def statuses(answer: Any) -> list[int]:
    assert answer.status_code == 200, answer.content
    return [result["status"] for result in answer.json()["results"]]


def test_each_has_its_own_result(robot: Robot) -> None:
    answer = batch(robot, PERSON, BAD, DRAFT)
    assert statuses(answer) == [201, 400, 201]
    made = answer.json()["results"][2]
    assert made["location"].endswith(f"{DRAFTS}{made['body']['id']}/")
    path = f"{DRAFTS}{made['body']['id']}/"
    change = {"method": "PATCH", "path": path, "body": {"deck": "x"}}
    again = batch(
        robot, change, {**change, "if_match": made["etag"]}, {**change, "if_match": made["etag"]}
    )
    assert statuses(again) == [428, 200, 412]


def test_all_or_none(robot: Robot) -> None:
    answer = batch(robot, PERSON, DRAFT, BAD, all_or_none=True)
    assert answer.status_code == 422
    assert (answer.json()["operation"], answer.json()["result"]["status"]) == (2, 400)
    assert not Article.objects.exists()
    assert not Entity.objects.exists()
    assert statuses(batch(robot, PERSON, DRAFT, all_or_none=True)) == [201, 201]


def test_no_operation_has_more_rights_than_its_key() -> None:
    robot = Robot("publisher", Scope.WRITE_ARTICLES)
    answer = batch(robot, PERSON, DRAFT)
    assert statuses(answer) == [403, 201]
    assert batch(Robot("publisher", Scope.READ_DRAFTS), DRAFT).status_code == 403


@pytest.mark.parametrize(
    "path", ["/api/v1/nowhere/", "/api/v1/batch/", "/api/v1/drafts/x/", "/api/v1/../admin/"]
)
def test_address_that_there_is_not(robot: Robot, path: str) -> None:
    assert statuses(batch(robot, {"method": "POST", "path": path, "body": {}})) == [404]


@pytest.mark.parametrize(
    "operations",
    [
        [],
        [DRAFT] * 501,
        [{**DRAFT, "method": "GET"}],
        [{**DRAFT, "path": "/admin/"}],
        [{**DRAFT, "path": "https://example.org/api/v1/drafts/"}],
        [{"method": "POST"}],
        "POST",
    ],
)
def test_batch_that_is_none_is_refused(robot: Robot, operations: Any) -> None:
    answer = robot.ask("POST", "/api/v1/batch/", {"operations": operations})
    assert answer.status_code == 400
    assert not Article.objects.exists()


def test_repeated_batch_is_done_once(robot: Robot) -> None:
    asked = {"operations": [DRAFT, PERSON]}
    first, second = (
        robot.ask("POST", "/api/v1/batch/", asked, Idempotency_Key="b") for _ in range(2)
    )
    assert first.json() == second.json()
    assert Article.objects.count() == 1


def test_operation_can_be_tried(robot: Robot) -> None:
    tried = {**DRAFT, "path": f"{DRAFTS}?validate=1"}
    assert statuses(batch(robot, tried)) == [200]
    assert (
        robot.ask("POST", "/api/v1/batch/?validate=1", {"operations": [DRAFT]}).status_code == 200
    )
    assert not Article.objects.exists()
