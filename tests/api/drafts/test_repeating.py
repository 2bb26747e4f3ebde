"""Writes that are sent again, tried, or answered without a body."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from newsroom.desk_api.repeating import forget_answers
from newsroom.models import StoredAnswer
from tests.api.drafts.asking import DRAFTS, HTML, Robot
from tests.factories import make_section

pytestmark = pytest.mark.django_db
BODY = {"section": "world", **HTML}


@pytest.fixture(autouse=True)
def world() -> Any:
    return make_section()


@pytest.fixture
def robot() -> Robot:
    return Robot()


class TestRepeating:
    def test_second_request_is_answered_as_the_first(self, robot: Robot) -> None:
        first, second = (robot.ask("POST", DRAFTS, BODY, Idempotency_Key="key-1") for _ in range(2))
        assert first.status_code == second.status_code == 201
        assert first.json() == second.json()
        assert (first["ETag"], first["Location"]) == (second["ETag"], second["Location"])
        assert "Idempotency-Replayed" not in first
        assert second["Idempotency-Replayed"] == "true"
        assert Article.objects.count() == 1

    @pytest.mark.parametrize("sign", ["\x7f", "\x85", "\ufffe", "\U0010ffff"])
    def test_refusal_may_repeat_signs_that_no_text_may_have(self, robot: Robot, sign: str) -> None:
        path = f"/api/v1/articles/{robot.made()['id']}/suggestions/"
        asked = {"language": f"a{sign}", "headline": "", "deck": "", "body": ""}
        first, second = (robot.ask("POST", path, asked, Idempotency_Key="k") for _ in range(2))
        assert sign in first.content.decode()
        assert first.status_code == second.status_code == 400
        assert first.json() == second.json()

    def test_refusal_is_repeated_too(self, robot: Robot) -> None:
        bad = {**BODY, "section": "nowhere"}
        first, second = (robot.ask("POST", DRAFTS, bad, Idempotency_Key="k") for _ in range(2))
        assert (first.status_code, first.json()) == (second.status_code, second.json())
        assert second["Content-Type"] == "application/problem+json"

    def test_key_is_for_one_request(self, robot: Robot) -> None:
        robot.ask("POST", DRAFTS, BODY, Idempotency_Key="k")
        answer = robot.ask("POST", DRAFTS, {**BODY, "deck": "x"}, Idempotency_Key="k")
        assert (answer.status_code, answer.json()["code"]) == (422, "key_used_otherwise")
        assert Article.objects.count() == 1

    def test_key_of_somebody_else_is_another(self, robot: Robot) -> None:
        for one in (robot, Robot()):
            assert one.ask("POST", DRAFTS, BODY, Idempotency_Key="k").status_code == 201
        assert Article.objects.count() == 2

    def test_missing_right_is_not_kept(self) -> None:
        robot = Robot("legal")
        assert robot.ask("POST", DRAFTS, BODY, Idempotency_Key="k").status_code == 403
        assert not StoredAnswer.objects.exists()

    @pytest.mark.parametrize("key", [" ", "x" * 201, "\u00e9", "a\x07b"])
    def test_key_that_is_none_is_refused(self, robot: Robot, key: str) -> None:
        answer = robot.ask("POST", DRAFTS, BODY, Idempotency_Key=key)
        assert answer.status_code == 400

    def test_after_a_day_it_is_forgotten(self, robot: Robot) -> None:
        robot.ask("POST", DRAFTS, BODY, Idempotency_Key="k")
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE newsroom_storedanswer SET made_at = made_at - interval '25 hours'"
            )
        assert robot.ask("POST", DRAFTS, BODY, Idempotency_Key="k").status_code == 201
        assert Article.objects.count() == 2
        forget_answers()
        assert StoredAnswer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_request_that_is_sent_again_meanwhile_waits_for_the_first() -> None:
    make_section()
    robot = Robot()
    answers: list[Any] = []

    def send() -> None:
        try:
            one = Robot.__new__(Robot)
            one.client, one.owner = robot.client, robot.owner
            answers.append(one.ask("POST", DRAFTS, BODY, Idempotency_Key="k"))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert Article.objects.count() == 1


class TestTrying:
    def test_nothing_is_stored(self, robot: Robot) -> None:
        answer = robot.ask("POST", f"{DRAFTS}?validate=1", BODY)
        assert (answer.status_code, answer.json()) == (200, {"valid": True})
        assert not Article.objects.exists()

    def test_what_would_be_refused_is(self, robot: Robot) -> None:
        answer = robot.ask("POST", f"{DRAFTS}?validate=1", {**BODY, "section": "nowhere"})
        assert answer.status_code == 400
        assert robot.ask("POST", f"{DRAFTS}?validate=yes", BODY).status_code == 400
        assert robot.ask("GET", f"{DRAFTS}?validate=1").status_code == 400

    def test_tried_request_can_be_sent_with_the_same_key(self, robot: Robot) -> None:
        robot.ask("POST", f"{DRAFTS}?validate=1", BODY, Idempotency_Key="k")
        assert robot.ask("POST", DRAFTS, BODY, Idempotency_Key="k").status_code == 201


def test_answer_is_left_out_where_the_client_prefers_that(robot: Robot) -> None:
    answer = robot.ask("POST", DRAFTS, BODY, Prefer="return=minimal")
    assert (answer.status_code, answer.content) == (201, b"")
    assert answer["Preference-Applied"] == "return=minimal"
    assert answer["ETag"]
    path = f"{DRAFTS}{Article.objects.get().pk}/"
    answer = robot.ask("PATCH", path, {"deck": "x"}, If_Match="*", Prefer="return=minimal")
    assert (answer.status_code, answer.content) == (204, b"")
    assert robot.ask("GET", path, Prefer="return=minimal").json()["deck"] == "x"
    bad = robot.ask("PATCH", path, {"section": "x"}, If_Match="*", Prefer="return=minimal")
    assert bad.json()["code"] == "invalid_text"


def test_answer_that_is_left_out_is_not_made(robot: Robot) -> None:
    counts = []
    for preference in ({}, {"Prefer": "return=minimal"}):
        path = f"/api/v1/articles/{robot.made()['id']}/transitions/"
        with CaptureQueriesContext(connection) as queries:
            answer = robot.ask("POST", path, {"transition": "submit"}, **preference)
        assert answer.status_code == (204 if preference else 200), answer.content
        counts.append(len(queries))
    assert counts[1] < counts[0]
