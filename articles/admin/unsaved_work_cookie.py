"""A cookie that names the texts which the browser keeps as unsaved and which are stored now.

The session cannot hold them: a browser keeps texts longer, and would offer a stored text again.
"""

import re
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE: Final = "newsroom-stored"
KEPT: Final = 30
UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
AGE: Final = timedelta(days=30)
"""Longer than the editor keeps a text."""


def stored_work(request: HttpRequest) -> list[str]:
    return UUID.findall(request.COOKIES.get(COOKIE, ""))[:KEPT]


def with_stored_work(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Add to the response to a save that the text is stored, and return it."""
    ids = [*UUID.findall(request.POST.get("work", ""))[:1], *stored_work(request)]
    response.set_cookie(
        COOKIE,
        ".".join(ids[:KEPT]),
        max_age=AGE,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
