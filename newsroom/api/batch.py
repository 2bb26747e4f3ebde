"""Many writes in one request, each with its own result."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from io import BytesIO
from typing import Annotated, Any, Final, Literal
from urllib.parse import unquote_to_bytes

import msgspec
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve
from drf_spectacular.utils import extend_schema
from msgspec import Meta, Struct
from rest_framework.request import Request
from rest_framework.response import Response

from articles.choices import ADD_ARTICLE, REACH_KILLED, SEE_ANY, WRITE_OWN
from newsroom.api_keys.throttles import count_for
from newsroom.desk_api.views import DeskView
from newsroom.lib.api.bodies import read_body
from newsroom.lib.api.problems import ProblemFound, busy, is_busy, problem
from newsroom.scopes import Scope

MOST_OPERATIONS: Final = 500
ROOT: Final = "/api/v1/"
HEADERS: Final = ("ETag", "Location")
# Of the whole request, not of an operation.
LEFT_OUT: Final = ("HTTP_IF_MATCH", "HTTP_IDEMPOTENCY_KEY", "HTTP_PREFER")


class Operation(Struct, forbid_unknown_fields=True, kw_only=True):
    """A write, as a request of its own would have it."""

    method: Literal["POST", "PUT", "PATCH", "DELETE"]
    path: Annotated[str, Meta(pattern=f"^{ROOT}", description="With its parameters.")]
    body: Any = None
    if_match: str = ""


class BatchInput(Struct, forbid_unknown_fields=True, kw_only=True):
    """Writes, done in their order. With `all_or_none`, one that fails undoes all."""

    operations: Annotated[list[Operation], Meta(min_length=1, max_length=MOST_OPERATIONS)]
    all_or_none: bool = False


class Result(Struct, kw_only=True):
    """The answer to an operation: its status, body, and the headers that matter."""

    status: int
    body: Any
    etag: str | None
    location: str | None


class BatchResults(Struct):
    """The results, in the order of the operations."""

    results: list[Result]


class BatchView(DeskView):
    permissions_any = (*SEE_ANY, WRITE_OWN, ADD_ARTICLE, REACH_KILLED)
    write_scopes = frozenset({Scope.WRITE_ARTICLES, Scope.WRITE_ENTITIES, Scope.PUBLISH})
    number_of_parts = 0

    @extend_schema(
        operation_id="batch_create",
        summary=f"Up to {MOST_OPERATIONS} writes in one request",
        request=BatchInput,
        responses=BatchResults,
    )
    def post(self, request: Request) -> Response:
        asked = read_body(request, BatchInput)
        self.number_of_parts = len(asked.operations)
        if asked.all_or_none:
            results = _all_or_none(request, asked.operations)
        else:
            results = [_run(request, operation) for operation in asked.operations]
        return Response({"results": results})

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Response:
        """Count the operations now: in the transaction, others with the key would wait for it."""
        if self.number_of_parts:
            count_for(request, self, self.number_of_parts)
        return super().finalize_response(request, response, *args, **kwargs)


def _all_or_none(request: Request, operations: Sequence[Operation]) -> list[Any]:
    """Return the results of all. Raises `ProblemFound` (422) if one is refused."""
    results: list[Any] = []
    with transaction.atomic():
        for number, operation in enumerate(operations):
            result = _run(request, operation)
            if result["status"] >= HTTPStatus.BAD_REQUEST:
                raise _refused(number, result)
            results.append(result)
    return results


def _refused(number: int, result: dict[str, Any]) -> ProblemFound:
    if is_busy(result["body"]):
        return busy()
    detail = f"Operation {number} was refused; nothing was stored."
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return ProblemFound(status, "batch_refused", detail, operation=number, result=result)


def _run(request: Request, operation: Operation) -> dict[str, Any]:
    """Do an operation; what was refused leaves nothing behind."""
    inner = _request_of(request, operation)
    try:
        match = resolve(inner.path_info)
    except Resolver404:
        match = None
    if match is None or match.view_name == "api:batch":
        body = problem(HTTPStatus.NOT_FOUND, "not_found", "There is nothing at this address.")
        return {"status": HTTPStatus.NOT_FOUND.value, "body": body, "etag": None, "location": None}
    with transaction.atomic():
        answer = match.func(inner, *match.args, **match.kwargs)
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            transaction.set_rollback(True)
    etag, location = (answer.get(name) for name in HEADERS)
    return {
        "status": answer.status_code,
        "body": _data_of(answer),
        "etag": etag,
        "location": location,
    }


def _request_of(request: Request, operation: Operation) -> HttpRequest:
    """Return the request that an operation is, by the user or the key of the whole one."""
    path, _, query = operation.path.partition("?")
    body = b"" if operation.body is None else msgspec.json.encode(operation.body)
    environ = {name: value for name, value in request.META.items() if name not in LEFT_OUT}
    environ |= {
        "REQUEST_METHOD": operation.method,
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),  # as WSGI has it
        "QUERY_STRING": query.encode().decode("latin-1"),
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    if operation.if_match:
        environ["HTTP_IF_MATCH"] = operation.if_match
    inner: Any = WSGIRequest(environ)
    # Django REST framework takes these for the outcome of its own authentication.
    inner._force_auth_user, inner._force_auth_token = request.user, request.auth
    inner.is_part = True
    return inner


def _data_of(answer: HttpResponseBase) -> Any:
    if hasattr(answer, "data"):
        return answer.data
    content = getattr(answer, "content", b"")
    return json.loads(content) if content else None
