"""The OpenAPI description: every operation lists the problems that it can answer with."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter
from rest_framework.views import APIView

from newsroom.lib.api import struct_schema  # noqa: F401 - so that structs can be described

PROBLEM = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable, for programs."},
        "detail": {"type": "string", "description": "For people."},
        "removed_at": {
            "type": "string",
            "format": "date-time",
            "description": "When what is gone (410) was taken back.",
        },
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "code", "detail"],
                "properties": {
                    "name": {"type": "string", "description": "The parameter or field."},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}


VALIDATE = OpenApiParameter(
    "validate", str, enum=["1"], description="1: say what would be refused, and store nothing."
)
PREFER = OpenApiParameter(
    "Prefer", str, OpenApiParameter.HEADER, description="return=minimal: without a body."
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Of your choice, at most 200 characters: the same request sent again within a day "
    "is done once, and answered as the first was.",
)


def no_description(view: APIView, html: bool = False) -> str:
    """Return no description of a view for OPTIONS: docstrings are for programmers."""
    del view, html
    return ""


class ProblemAutoSchema(AutoSchema):
    """drf-spectacular's description of an operation, with its problems."""

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation = super().get_operation(*args, **kwargs)
        if operation is not None:
            for status, meaning in self._problems().items():
                operation["responses"].setdefault(status, _response(meaning))
        return operation

    def get_description(self) -> str:  # type: ignore[override]
        """Return no description, as for OPTIONS."""
        return ""

    def get_override_parameters(self) -> list[Any]:
        """Return the parameters that every write of the desk has."""
        if not getattr(self.view, "is_desk", False) or self.method == "GET":
            return []
        return [VALIDATE, PREFER, *([IDEMPOTENCY_KEY] if self.method == "POST" else [])]

    def _problems(self) -> dict[str, str]:
        problems = {
            "400": "A parameter is unknown or has a bad value.",
            "406": "No such media type.",
        }
        if "{" in self.path:
            problems["404"] = "There is none, or it is not public."
            problems |= getattr(self.view, "detail_problems", {})
        if getattr(self.view, "is_desk", False):
            problems |= {"401": "No key and no session, or a key that is not usable."}
            problems |= {"403": "Not allowed: a right or a scope is missing."}
        problems |= {"429": "Too many requests."}
        if any(getattr(one, "name", "") == "If-Match" for one in self._given_parameters()):
            problems |= {"412": "Another version is there by now; `changed` says what."}
            problems |= {"428": "If-Match is missing."}
        if self.method in ("POST", "PUT", "PATCH"):
            problems |= {"409": "It does not fit how things stand now."}
            problems |= {"413": "The body is too large.", "415": "The body is not JSON."}
        if self.method == "POST":
            problems |= {"422": "The Idempotency-Key was sent with another request."}
        return problems

    def _given_parameters(self) -> list[Any]:
        return self.get_override_parameters()


def _response(meaning: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": meaning, "content": content}


def describe_problem(result: dict[str, Any], **options: Any) -> dict[str, Any]:
    """Add the schema that the error responses refer to. A drf-spectacular postprocessing hook."""
    del options
    result["components"]["schemas"]["Problem"] = PROBLEM
    return result
