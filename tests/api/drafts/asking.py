"""Requests of a program that writes, with a key."""

import json
from typing import Any

from django.test import Client

from newsroom.models import User
from tests.api_keys.keys import client_of
from tests.factories import make_staff

DRAFTS = "/api/v1/drafts/"
HTML = {"headline": "Talks end", "deck": "No result", "body": "<p>Ada Lee spoke.</p>"}


class Robot:
    """A program with a key of somebody at the desk."""

    def __init__(self, role: str = "publisher", *scopes: str, owner: User | None = None) -> None:
        self.owner = owner or make_staff(role)
        self.client: Client = client_of(self.owner, *scopes)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        content = {} if body is None else {"data": json.dumps(body)}
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.client.generic(
            method, path, content_type="application/json", headers=sent, **content
        )
        self.last = answer
        return answer

    def made(self, said: Any = None, **members: Any) -> dict[str, Any]:
        """A new article, as the answer shows it, with its version in `etag`."""
        answer = self.ask("POST", DRAFTS, {"section": "world", **(said or HTML), **members})
        assert answer.status_code == 201, answer.content
        return {**answer.json(), "etag": answer["ETag"]}

    def changed(self, draft: dict[str, Any], **members: Any) -> Any:
        return self.ask("PATCH", f"{DRAFTS}{draft['id']}/", members, If_Match=draft["etag"])

    def tagged(self, draft: dict[str, Any], tags: str, **members: Any) -> Any:
        return self.ask("POST", f"{DRAFTS}{draft['id']}/{tags}/", members)


def place(draft: dict[str, Any], words: str, field: str = "body") -> dict[str, Any]:
    start = draft[f"{field}_text"].index(words)
    return {"field": field, "start": start, "end": start + len(words), "exact": words}
