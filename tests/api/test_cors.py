"""Scripts of other sites read the public API if a setting allows them; they never write."""

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PATH = "/api/v1/articles/"
PARTNER = "https://partner.example"


def test_no_site_is_allowed_by_default() -> None:
    assert "Access-Control-Allow-Origin" not in Client().get(PATH, HTTP_ORIGIN=PARTNER)


def test_site_of_the_setting_may_read(settings: Any) -> None:
    settings.CORS_ALLOWED_ORIGINS = [PARTNER]
    answer = Client().get(PATH, HTTP_ORIGIN=PARTNER)
    assert answer["Access-Control-Allow-Origin"] == PARTNER
    assert "Access-Control-Allow-Credentials" not in answer
    assert "Access-Control-Allow-Origin" not in Client().get(PATH, HTTP_ORIGIN="https://x.example")
    assert "Access-Control-Allow-Origin" not in Client().get("/", HTTP_ORIGIN=PARTNER)


def test_site_of_the_setting_may_not_write(settings: Any) -> None:
    settings.CORS_ALLOWED_ORIGINS = [PARTNER]
    asked = {"HTTP_ORIGIN": PARTNER, "HTTP_ACCESS_CONTROL_REQUEST_METHOD": "POST"}
    answer = Client().options("/api/v1/drafts/", **asked)
    assert "POST" not in answer["Access-Control-Allow-Methods"]
