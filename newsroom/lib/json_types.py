"""Types of members of the API's JSON objects, which are msgspec structs."""

from datetime import datetime
from typing import Annotated, Final

from django.db.models import Choices
from msgspec import Meta

CHOICES: Final = "x-choices"

Url = Annotated[str, Meta(extra_json_schema={"format": "uri"})]
Moment = Annotated[datetime, Meta(tz=True)]
Count = Annotated[int, Meta(ge=0)]


def one_of(choices: type[Choices]) -> Meta:
    """Return an annotation of a string that is one of a model's choices.

    The schema names the class under `CHOICES`, as an import path.
    """
    path = f"{choices.__module__}.{choices.__qualname__}"
    return Meta(extra_json_schema={"enum": list(choices.values), CHOICES: path})
