"""Lists of the API: `results`, `next` and `previous`, by keyset."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from newsroom.lib.api.origin import origin_of
from newsroom.lib.keyset import Cursor, InvalidCursor, Page
from newsroom.lib.numbers import parse_whole_number

PAGE_PARAMETERS = ("cursor", "limit")
# The schema of a parameter that may not be empty.
GIVEN = {"type": "string", "pattern": r"\S"}
DEFAULT_LIMIT = 20
MAX_LIMIT = 100


class KeysetPagination(BasePagination):
    """Pages by the view's `keyset` (`view.get_keyset()`), `limit` rows each, from 1 to 100."""

    page: Page[Any]

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        keyset = view.get_keyset()  # type: ignore[union-attr]
        return self.read(request, partial(keyset.page, queryset))

    def read(self, request: Request, find: Callable[..., Page[Any]]) -> list[Any]:
        """Return the rows of the page asked for, from `find(size, cursor)`."""
        self.request = request
        size = read_limit(request.query_params)
        text = request.query_params.get("cursor")
        try:
            self.page = find(size=size, cursor=None if text is None else Cursor.read(text))
        except InvalidCursor as error:
            raise ValidationError({"cursor": [ErrorDetail(error.message, error.code)]}) from error
        return self.page.rows

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"results": data, **self.links()})

    def links(self) -> dict[str, str | None]:
        """Return the absolute addresses of the neighbouring pages, None at the ends."""
        return {"next": self._link(self.page.next), "previous": self._link(self.page.previous)}

    def _link(self, cursor: Cursor | None) -> str | None:
        if cursor is None:
            return None
        # No parameter is repeated: repeated ones were refused.
        query = {**self.request.query_params.dict(), "cursor": str(cursor)}
        return f"{origin_of(self.request)}{quote(self.request.path)}?{urlencode(query)}"

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["results", "next", "previous"],
            "properties": {
                "results": schema,
                "next": {**link, "description": "Address of the next page; null on the last."},
                "previous": {
                    **link,
                    "description": "Address of the page before; null on the first.",
                },
            },
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        del view
        limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
        return [
            _parameter("cursor", GIVEN, "Where the page begins, as `next` gave it."),
            _parameter("limit", limit, "How many results a page has."),
        ]


def read_limit(parameters: Mapping[str, str]) -> int:
    """Return the number of rows of a page. Raises `ValidationError` outside of 1 to 100."""
    limit = parse_whole_number(parameters.get("limit", str(DEFAULT_LIMIT)), most=MAX_LIMIT)
    if not limit:
        message = f"This is no whole number from 1 to {MAX_LIMIT}."
        raise ValidationError({"limit": [ErrorDetail(message, "invalid")]})
    return limit


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "schema": schema,
        "description": description,
    }
