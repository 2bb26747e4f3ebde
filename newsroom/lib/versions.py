"""Which version of something a form showed, so that a stale one is refused."""

import hashlib
import json
from collections.abc import Mapping

from django.utils.translation import gettext as _

from newsroom.lib.errors import Conflict


class StaleForm(Conflict):
    """Somebody else has stored something else since the form was shown."""

    code = "stale_form"

    def __init__(self) -> None:
        super().__init__(_("Somebody else has changed this since you opened it."))


def version_of(values: Mapping[str, object]) -> str:
    """A short text that is another one whenever any of the values is."""
    written = json.dumps(values, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:32]


def refuse_stale(base: str | None, values: Mapping[str, object]) -> None:
    """Raise `StaleForm` unless `base` is the version of the values that are stored (None: whatever
    is stored is meant). Needs a transaction that has locked them."""
    if base is not None and base != version_of(values):
        raise StaleForm
