"""Requests of the desk for suggestions."""

import re
from typing import Any

from django.core.cache import cache
from django.test import Client

from tests.factories import make_user

PATH = "/api/v1/suggestions/"
DECISIONS = "/api/v1/suggestions/decisions/"
TEXT = {
    "headline": "Talks",
    "body": "<p>Lloyd Austin spoke at the Pentagon. Austin left.</p>"
    "<p>“We will not support an invasion,” Austin said.</p>",
}


def make_desk(**fields: Any) -> Client:
    cache.clear()
    client = Client(raise_request_exception=False)
    client.force_login(make_user(**{"is_staff": True, "is_superuser": True, **fields}))
    return client


def path_of(article: Any) -> str:
    return f"/api/v1/articles/{article.pk}/suggestions/"


def post(client: Client, path: str, body: Any = None) -> Any:
    return client.post(path, body, content_type="application/json")


def proposals(client: Client, path: str = PATH, body: Any = None) -> list[dict[str, Any]]:
    response = post(client, path, body)
    assert response.status_code == 200, response.content
    return response.json()["results"]


def words(found: list[dict[str, Any]]) -> list[str]:
    return [proposal["exact"] for proposal in found]


def decide(
    client: Client, article: Any, verdict: str, *found: dict[str, Any], **beside: Any
) -> Any:
    decisions = [{"token": item["token"], "verdict": verdict, **beside} for item in found]
    body = {"article": article and article.pk, "decisions": decisions}
    return post(client, DECISIONS, body)


def without_tags(html: str) -> str:
    return re.sub(r"</?span[^>]*>", "", html)
