"""Which of the texts that a browser keeps unsaved are stored: told to it by a cookie of its own.

Not by the session: a browser keeps texts beyond it, and would offer again what was stored before.
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
    """The answer to a save, which tells the browser that its text is stored."""
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
