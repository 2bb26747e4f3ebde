"""Make, rotate and revoke keys of the API."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.audit import record_events
from newsroom.grantable_rights import has_no_more_rights
from newsroom.lib.errors import Conflict, DomainError, NotAllowed
from newsroom.lib.text import one_line
from newsroom.models import ApiKey, User
from newsroom.models.api_key import LONGEST_NAME
from newsroom.scopes import Scope
from newsroom.verbs import Verb

MOST_REQUESTS: Final = 2**31 - 1
OVERLAP: Final = timedelta(days=1)
"""For so long the former key works too, after a rotation."""


@transaction.atomic
def create_key(
    *,
    owner: User,
    name: str,
    scopes: Iterable[str],
    expiry: datetime | None = None,
    requests_per_minute: int | None = None,
    by: User | None,
) -> tuple[ApiKey, str]:
    """Store a new key; return its row and the key itself, which nobody can read again.

    Raises `NotAllowed` if the owner has rights that `by` lacks (None is the system itself), and
    `DomainError` for a name that cannot be, no scope or one that there is not, a past expiry, and
    a limit that is none.
    """
    name, scopes = one_line(name), list(dict.fromkeys(scopes))
    _refuse_owner(owner, by)
    _refuse_values(name, scopes, expiry)
    _refuse_limit(requests_per_minute)
    key, secret = ApiKey.objects.create(
        user=owner, name=name, scopes=scopes, expiry=None, requests_per_minute=requests_per_minute
    )
    key.expiry = expiry
    key.save(update_fields=["expiry"])
    _record(Verb.API_KEY_CREATED, key, by)
    return key, secret


@transaction.atomic
def rotate_key(*, key: ApiKey, by: User | None, overlap: timedelta = OVERLAP) -> tuple[ApiKey, str]:
    """Make a key of the same name and rights; the former one works until the overlap ends.

    Raises what `create_key` does, and `Conflict` for a key that is revoked or has expired.
    """
    stored = _lock_usable(key)
    lifetime = stored.expiry and stored.expiry - stored.created
    made = create_key(
        owner=stored.user,
        name=stored.name,
        scopes=stored.scopes,
        expiry=lifetime and timezone.now() + lifetime,
        requests_per_minute=stored.requests_per_minute,
        by=by,
    )
    end = timezone.now() + overlap
    stored.expiry = min(stored.expiry, end) if stored.expiry else end
    stored.save(update_fields=["expiry"])
    _record(Verb.API_KEY_ROTATED, stored, by)
    return made


@transaction.atomic
def revoke_key(*, key: ApiKey, by: User | None) -> None:
    """Make a key useless from now on. Raises `NotAllowed`, and `Conflict` if it is already."""
    stored = _lock_usable(key)
    _refuse_owner(stored.user, by)
    stored.revoked_at = timezone.now()
    stored.save(update_fields=["revoked_at"])
    _record(Verb.API_KEY_REVOKED, stored, by)


def _lock_usable(key: ApiKey) -> ApiKey:
    stored = ApiKey.objects.select_for_update(of=("self",)).select_related("user").get(pk=key.pk)
    if not stored.is_usable_at(timezone.now()):
        raise Conflict(_("The key “%s” is revoked or has expired.") % stored.name)
    return stored


def _refuse_owner(owner: User, by: User | None) -> None:
    if by is not None and by != owner and not has_no_more_rights(owner, by):
        raise NotAllowed(_("%s has rights that you do not have.") % owner)


def _refuse_values(name: str, scopes: list[str], expiry: datetime | None) -> None:
    if not 0 < len(name) <= LONGEST_NAME:
        raise DomainError(_("A key needs a name of at most %s characters.") % LONGEST_NAME)
    if not scopes or (unknown := [scope for scope in scopes if scope not in Scope.values]):
        wrong = ", ".join(unknown) if scopes else ""
        raise DomainError(
            _("“%(wrong)s” is no scope. There are: %(scopes)s.")
            % {"wrong": wrong, "scopes": ", ".join(Scope.values)}
        )
    if expiry and expiry <= timezone.now():
        raise DomainError(_("A key cannot expire in the past."))


def _refuse_limit(requests_per_minute: int | None) -> None:
    if requests_per_minute is not None and not 0 < requests_per_minute <= MOST_REQUESTS:
        raise DomainError(_("A key may make 1 to %s requests a minute.") % MOST_REQUESTS)


def _record(verb: Verb, key: ApiKey, by: User | None) -> None:
    data = {"key": key.name, "owner": key.user.get_username(), "scopes": list(key.scopes)}
    record_events(verb, [("api-key", key.pk, data)], by)
