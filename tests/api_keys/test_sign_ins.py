"""Guessing passwords at the desk is slowed by address, over all processes."""

from typing import Any

import pytest
import time_machine
from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/admin/login/"


def test_many_attempts_from_one_address_have_to_wait(settings: Any) -> None:
    settings.SIGN_INS_A_MINUTE = 2
    wrong = {"username": "chief", "password": "guess"}
    with time_machine.travel("2026-12-01T10:00:10Z", tick=False):
        answers = [Client().post(PAGE, wrong) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[-1]["Retry-After"] == "50"
        assert "Wait a minute." in answers[-1].content.decode()
        assert Client().get(PAGE).status_code == 200
        assert Client().post(PAGE, wrong, REMOTE_ADDR="192.0.2.9").status_code == 200
