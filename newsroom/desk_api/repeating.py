"""Requests that are sent again: each is done once, and answered as the first was.

After draft-ietf-httpapi-idempotency-key-header-07. The answer is stored in the transaction of what
the request did: if the process is killed, neither is there, and the request is done anew.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final, cast

from django.db import transaction
from django.utils import timezone
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from newsroom.lib.api.bodies import read_whole_body
from newsroom.lib.api.problems import CONTENT_TYPE, ProblemFound, exception_handler, is_busy
from newsroom.lib.characters import describe_refused
from newsroom.lib.database.advisory_locks import LockBusy, advisory_lock_within
from newsroom.models import ApiKey, StoredAnswer
from newsroom.models.stored_answer import LONGEST_KEY
from newsroom.scopes import permissions_of

HEADER: Final = "Idempotency-Key"
KEPT: Final = timedelta(days=1)
LONGEST_WAIT: Final = 30  # seconds
HEADERS: Final = ("Location", "Content-Location", "ETag")

Handler = Callable[..., Response]


class _AsciiJSONRenderer(JSONRenderer):
    """JSON that can be stored, whatever characters a message repeats of a refused request."""

    ensure_ascii = True


def answer_once(handler: Handler, request: Request, *args: Any, **kwargs: Any) -> Response:
    """Return the handler's answer, or the stored one if this key was answered before.

    While the first request of a key is under way the second waits, at most 30 seconds. Raises
    `ProblemFound`: 409 if that is not enough, 422 if the key was sent with another request. Not
    stored are answers that may be others at once: 401, 403, 429, 5xx, and 409 `busy`.
    """
    key, digest = read_key(request), _digest_of(request)
    with transaction.atomic():
        _lock(f"{request.user.pk} {key}")
        stored = StoredAnswer.objects.filter(
            owner=request.user.pk, key=key, made_at__gt=timezone.now() - KEPT
        ).first()
        if stored is not None:
            return _repeat(stored, digest)
        answer = _answer(handler, request, *args, **kwargs)
        if _is_kept(answer):
            _store(request, key, digest, answer)
        return answer


def read_key(request: Request) -> str:
    """Return the key that the client has chosen. Raises `ProblemFound` (400)."""
    key = str(request.headers[HEADER]).strip().strip('"')
    if not 0 < len(key) <= LONGEST_KEY or not key.isascii() or describe_refused(key):
        detail = f"{HEADER} needs 1 to {LONGEST_KEY} characters of ASCII."
        raise ProblemFound(HTTPStatus.BAD_REQUEST, "invalid_idempotency_key", detail)
    return key


def forget_answers() -> None:
    """Delete the answers that nobody can ask for any more."""
    StoredAnswer.objects.filter(made_at__lt=timezone.now() - KEPT).delete()


def _digest_of(request: Request) -> bytes:
    """Return what a stored answer is for: the request, and the rights that it was sent with."""
    parts = [request.method or "", request.get_full_path(), *sorted(_rights_of(request)), ""]
    return hashlib.sha256("\0".join(parts).encode() + read_whole_body(request)).digest()


def _rights_of(request: Request) -> set[str]:
    permissions = request.user.get_all_permissions()
    key = cast("ApiKey | None", request.auth)
    return permissions & permissions_of(key.scopes) if key else permissions


def _lock(name: str) -> None:
    try:
        advisory_lock_within(LONGEST_WAIT, f"answer {name}")
    except LockBusy as error:
        detail = "The first request with this key is still under way. Send it again later."
        raise ProblemFound(HTTPStatus.CONFLICT, "under_way", detail) from error


def _answer(handler: Handler, request: Request, *args: Any, **kwargs: Any) -> Response:
    """Return what the handler answers, an error as a problem; an error leaves nothing behind."""
    try:
        with transaction.atomic():
            return handler(request, *args, **kwargs)
    except Exception as error:
        answer = exception_handler(error, {})
        if answer is None:
            raise
        return answer


def _is_kept(answer: Response) -> bool:
    status = answer.status_code
    passing = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)
    is_ours = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return not (is_ours or status in passing or is_busy(answer.data))


def _store(request: Request, key: str, digest: bytes, answer: Response) -> None:
    body = "" if answer.data is None else _AsciiJSONRenderer().render(answer.data).decode()
    headers = {name: answer[name] for name in HEADERS if answer.has_header(name)}
    StoredAnswer.objects.update_or_create(
        owner_id=request.user.pk,
        key=key,
        defaults={
            "digest": digest,
            "status": answer.status_code,
            "headers": headers,
            "body": body,
            "made_at": timezone.now(),
        },
    )


def _repeat(stored: StoredAnswer, digest: bytes) -> Response:
    if bytes(stored.digest) != digest:
        detail = f"This {HEADER} was sent with another request, or other rights. Choose a new one."
        raise ProblemFound(HTTPStatus.UNPROCESSABLE_ENTITY, "key_used_otherwise", detail)
    data = json.loads(stored.body) if stored.body else None
    answer = Response(data, stored.status, headers={**stored.headers})
    answer["Idempotency-Replayed"] = "true"
    if stored.status >= HTTPStatus.BAD_REQUEST:
        answer.content_type = CONTENT_TYPE
        answer.exception = True
    return answer
