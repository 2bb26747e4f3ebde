"""Versions of the values that a form showed, so that a stale form is refused."""

import hashlib
import json
from collections.abc import Mapping

from django.utils.translation import gettext as _

from newsroom.lib.errors import Conflict


class StaleForm(Conflict):
    """Somebody else has stored something since the form was shown."""

    code = "stale_form"

    def __init__(self) -> None:
        super().__init__(_("Somebody else has changed this since you opened it."))


def version_of(values: Mapping[str, object]) -> str:
    """Return a short text that changes when any of the values changes."""
    written = json.dumps(values, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:32]


def refuse_stale(base: str | None, values: Mapping[str, object]) -> None:
    """Raise `StaleForm` if `base` is not the version of the stored values.

    A `base` of None is any version. Needs a transaction that has locked the values.
    """
    if base is not None and base != version_of(values):
        raise StaleForm
