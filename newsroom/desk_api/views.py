"""The base of the API's views for the desk: permissions, scopes, no caching."""

from collections.abc import Callable, Collection
from functools import partial
from typing import Any, ClassVar, Final, cast

from django.utils.cache import add_never_cache_headers
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from newsroom.desk_api.repeating import HEADER as IDEMPOTENCY_KEY
from newsroom.desk_api.repeating import answer_once
from newsroom.desk_api.trying import VALIDATE, read_validate, try_out, without_body
from newsroom.lib.api.filters import refuse_parameters
from newsroom.lib.api.parsers import StrictJSONParser
from newsroom.lib.api.rate_limits import RateLimited

READ: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class DeskPermission(BasePermission):
    """Staff with one of the view's `permissions_any`, each written "app.codename".

    By a key, it needs one of the view's scopes too.
    """

    def has_permission(self, request: Request, view: APIView) -> bool:
        user, key = request.user, cast("Any", request.auth)
        if not (user and user.is_active and user.is_staff):
            return False
        if key is not None:
            _refuse_scopes(key.scopes, _wanted_scopes(request, view))
        return any(map(user.holds, view.permissions_any))  # type: ignore[attr-defined]


def _wanted_scopes(request: Request, view: APIView) -> Collection[str]:
    name = "read_scopes" if request.method in READ else "write_scopes"
    return getattr(view, name)


def _refuse_scopes(scopes: Collection[str], wanted: Collection[str]) -> None:
    if not wanted:
        raise PermissionDenied("No key can do this: it needs the desk’s session.", "session_only")
    if not {*scopes} & {*wanted}:
        names = " or ".join(sorted(wanted))
        raise PermissionDenied(f"This needs a key with the scope {names}.", "missing_scope")


class DeskView(RateLimited, APIView):
    """The base of views for the desk, by a key or by the admin's session with a CSRF token.

    A key needs one of `read_scopes` to read and of `write_scopes` to write; without any, only the
    session will do. A view accepts the parameters that it names and refuses all others. No cache
    keeps its answers.
    """

    authentication_classes: Any = [
        *api_settings.DEFAULT_AUTHENTICATION_CLASSES,
        SessionAuthentication,
    ]
    permission_classes: Any = [DeskPermission]
    parser_classes: Any = [StrictJSONParser]
    permissions_any: ClassVar[tuple[str, ...]] = ()
    read_scopes: ClassVar[frozenset[str]] = frozenset()
    write_scopes: ClassVar[frozenset[str]] = frozenset()
    requests_per_minute: ClassVar[int] = 600
    parameters: ClassVar[frozenset[str]] = frozenset()
    is_desk: ClassVar[bool] = True

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        is_write = request.method not in READ
        refuse_parameters(request, self.parameters | ({VALIDATE} if is_write else frozenset()))
        if is_write and read_validate(request):
            self._wrap(request, try_out)
        elif request.method == "POST" and IDEMPOTENCY_KEY in request.headers:
            self._wrap(request, answer_once)

    def _wrap(self, request: Request, wrapper: Callable[..., Response]) -> None:
        """Let a wrapper call the handler of this request."""
        name = (request.method or "").lower()
        if handler := getattr(self, name, None):
            setattr(self, name, partial(wrapper, handler))

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        answer = super().finalize_response(
            request, without_body(request, response), *args, **kwargs
        )
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
