"""Translate every error of the API to a problem document (RFC 9457) with a stable `code`."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as InvalidValues
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import exceptions
from rest_framework.fields import get_error_detail
from rest_framework.response import Response

from newsroom.lib.errors import Conflict, DomainError, NotAllowed

CONTENT_TYPE = "application/problem+json"
BUSY: Final = "busy"
STOOD_IN_THE_WAY: Final = frozenset({"40001", "40P01", "55P03"})
"""Of PostgreSQL: serialization failure, deadlock, lock not available."""


class ProblemFound(exceptions.APIException):
    """An error with any status, code and detail, and members of its own (RFC 9457, 3.2)."""

    def __init__(self, status: int, code: str, detail: str, **extra: object) -> None:
        super().__init__(detail, code)
        self.status_code = status
        self.extra = extra


def problem(status: int, code: str, detail: str, **extra: object) -> dict[str, object]:
    """Return the members of the document: `type`, `title`, `status`, `detail` and `code`."""
    title = HTTPStatus(status).phrase
    return {
        "type": "about:blank",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
        **extra,
    }


def exception_handler(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """Return the response for an error, or None for a bug of ours (500). DRF calls this hook."""
    del context
    translated = _translate(error)
    if translated is None:
        return None
    response = Response(_document(translated), translated.status_code)
    response.content_type = CONTENT_TYPE
    response.exception = True
    if (seconds := getattr(translated, "wait", None)) is not None:
        response["Retry-After"] = str(seconds)
    if scheme := getattr(translated, "auth_header", None):
        response["WWW-Authenticate"] = scheme
    return response


def _translate(error: Exception) -> exceptions.APIException | None:
    if isinstance(error, exceptions.APIException):
        return error
    if isinstance(error, DomainError):
        return _translate_rule(error)
    if isinstance(error, Http404):
        return exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(error, InvalidValues):
        return exceptions.ValidationError(get_error_detail(error))
    return busy() if _sqlstate(error) in STOOD_IN_THE_WAY else None


def _sqlstate(error: Exception) -> str:
    return getattr(error.__cause__, "sqlstate", None) or ""


def busy() -> ProblemFound:
    """Return the problem of a write that PostgreSQL gave up in favour of another."""
    detail = "Other writes stood in the way; nothing was stored. Send it again."
    return ProblemFound(HTTPStatus.CONFLICT, BUSY, detail)


def is_busy(document: Any) -> bool:
    """Return whether the members of an answer are those of the problem `busy`."""
    return isinstance(document, Mapping) and document.get("code") == BUSY


def _translate_rule(error: DomainError) -> exceptions.APIException:
    if isinstance(error, NotAllowed):
        return exceptions.PermissionDenied(error.message, error.code)
    if isinstance(error, Conflict):
        return ProblemFound(HTTPStatus.CONFLICT, error.code, error.message, **error.extra)
    return ProblemFound(HTTPStatus.BAD_REQUEST, error.code, error.message, **error.extra)


def _document(error: exceptions.APIException) -> dict[str, object]:
    if isinstance(error, exceptions.ValidationError):
        faults = list(_faults(error.detail))
        detail = " ".join(f"{fault['name']}: {fault['detail']}" for fault in faults)
        return problem(error.status_code, "invalid", detail, errors=faults)
    codes = error.get_codes()
    code = codes if isinstance(codes, str) else "error"
    return problem(error.status_code, code, str(error.detail), **getattr(error, "extra", {}))


def _faults(detail: Any, name: str = "") -> Iterator[dict[str, str]]:
    if isinstance(detail, Mapping):
        for key, value in detail.items():
            yield from _faults(value, f"{name}.{key}" if name else str(key))
    elif isinstance(detail, list):
        for value in detail:
            yield from _faults(value, name)
    else:
        yield {"name": name, "code": detail.code, "detail": str(detail)}


def is_api_request(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def problem_response(status: int, code: str, detail: str) -> JsonResponse:
    """Return a problem for an error outside DRF's views: an unknown address, a server error."""
    return JsonResponse(problem(status, code, detail), status=status, content_type=CONTENT_TYPE)
