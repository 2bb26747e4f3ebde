"""The base of the API's views for the desk: permissions, limits, no caching."""

from typing import Any, ClassVar

from django.utils.cache import add_never_cache_headers
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import UserRateThrottle
from rest_framework.views import APIView

from newsroom.lib.api.filters import refuse_parameters
from newsroom.lib.api.parsers import StrictJSONParser


class DeskPermission(BasePermission):
    """Staff with one of the view's `permissions_any`, each written "app.codename"."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        user = request.user
        wanted = view.permissions_any  # type: ignore[attr-defined]
        return bool(user and user.is_active and user.is_staff) and any(map(user.has_perm, wanted))


class DeskThrottle(UserRateThrottle):
    """A limit of requests for each person, in each process: the view's `throttle_rate`."""

    scope = "desk"

    def __init__(self) -> None:
        """Do not read a rate yet: `allow_request` takes it from the view."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        self.rate = view.throttle_rate  # type: ignore[attr-defined]
        self.num_requests, self.duration = self.parse_rate(self.rate)
        return super().allow_request(request, view)

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return f"throttle-{type(view).__name__}-{request.user.pk}"


class DeskView(APIView):
    """The base of views for the desk, which need the admin's session and a CSRF token.

    All other views of the API are public and read no session. A view accepts the parameters that it
    names and refuses all others. No cache keeps its answers.
    """

    authentication_classes: Any = [SessionAuthentication]
    permission_classes: Any = [DeskPermission]
    throttle_classes: Any = [DeskThrottle]
    parser_classes: Any = [StrictJSONParser]
    permissions_any: ClassVar[tuple[str, ...]] = ()
    throttle_rate: ClassVar[str] = "600/minute"
    parameters: ClassVar[frozenset[str]] = frozenset()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        refuse_parameters(request, self.parameters)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        answer = super().finalize_response(request, response, *args, **kwargs)
        add_never_cache_headers(answer)
        return answer


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The admin's session, for the API's description."""

    target_class = "rest_framework.authentication.SessionAuthentication"
    name = "session"
    priority = 1

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        del auto_schema
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
