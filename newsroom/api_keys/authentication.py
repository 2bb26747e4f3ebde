"""Recognise the key of a request: `Authorization: Bearer KEY`."""

import re
from contextlib import suppress
from ipaddress import ip_address
from typing import Any, Final

from django.conf import settings
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.request import Request

from newsroom.lib.client_address import address_of
from newsroom.lib.database.request_counts import count_request
from newsroom.models import ApiKey, User

FORM: Final = re.compile(rb"[A-Za-z0-9_]{16,200}")


class KeyAuthentication(TokenAuthentication):
    """The owner of a key, who acts by it: `request.user.key` is what bounds their permissions.

    A key that is wrong, revoked or expired, or of an account that is not active, is answered 401;
    429 after many wrong ones from one address. Stores day and address of a use, once a day for
    each address.
    """

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        try:
            found = super().authenticate(request)
        except AuthenticationFailed:
            _count_failure(request)
            raise
        if found is None:
            return None
        user, key = found
        user.key = key
        _record_use(key, address_of(request))
        return user, key

    def authenticate_credentials(self, token: bytes) -> tuple[User, ApiKey]:
        if not FORM.fullmatch(token):
            raise AuthenticationFailed("This is no key of this site.")
        return super().authenticate_credentials(token)

    def validate_user(self, auth_token: ApiKey) -> tuple[User, ApiKey]:
        if not auth_token.is_usable_at(timezone.now()):
            raise AuthenticationFailed("This key is revoked or has expired.")
        return super().validate_user(auth_token)

    def _cleanup_token(self, auth_token: ApiKey) -> bool:
        """Delete nothing: an expired key stays for the record. It is refused once it is known."""
        return False


def _count_failure(request: Request) -> None:
    counted = count_request(f"failed {address_of(request)}", limit=settings.FAILED_KEYS_A_MINUTE)
    if not counted.is_within:
        raise Throttled(counted.seconds_left, "Too many wrong keys from this address.")


def _record_use(key: ApiKey, address: str) -> None:
    used: dict[str, Any] = {"used_on": timezone.now().date(), "used_from": None}
    with suppress(ValueError):
        used["used_from"] = str(ip_address(address))
    if (key.used_on, key.used_from) != (*used.values(),):
        ApiKey.objects.filter(pk=key.pk).update(**used)


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Keys, for the API's description."""

    target_class = "newsroom.api_keys.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        del auto_schema
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A key of an account; the desk and `manage.py api_keys` make them.",
        }
