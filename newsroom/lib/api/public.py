"""The base of the API's public views."""

from http import HTTPStatus
from typing import Any

from rest_framework import viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from newsroom.lib.api.filters import StrictDetail
from newsroom.lib.api.rate_limits import RateLimited
from newsroom.lib.cache_control import PUBLIC


class PublicViewSet(StrictDetail, RateLimited, viewsets.GenericViewSet[Any]):
    """Views with the same answer for everybody. Caches may keep it as a page, except errors."""

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        answer = super().finalize_response(request, response, *args, **kwargs)
        if answer.status_code < HTTPStatus.BAD_REQUEST and self.counted is None:
            answer["Cache-Control"] = PUBLIC
        return answer
