"""The constraint that a table's texts hold only characters that may be stored."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from newsroom.lib.characters import UNSTORED, describe_refused

# `jsonb` writes controls as escapes. A backslash of the text itself is written twice.
UNSTORED_IN_JSON: Final = rf"{UNSTORED}|(^|[^\\])(\\\\)*\\([bf]|u00[01])"


class StorableText(CheckConstraint):
    """A constraint: none of the columns holds a character that no stored text may hold.

    `newsroom.lib.characters` says which these are. Without it, one pasted character makes a feed
    unreadable; and marks of our own in prepared texts (U+0001) are safe, since no text has them.
    Costs 0.3 µs for a name and 25 µs for an article's body (docs/decisions/text-and-tags.md).
    """

    def __init__(
        self, *, fields: Sequence[str], json_fields: Sequence[str] = (), name: str
    ) -> None:
        self.fields, self.json_fields = tuple(fields), tuple(json_fields)
        condition = Q()
        for field in self.fields:
            condition &= ~Q(**{f"{field}__regex": UNSTORED})
        for field in self.json_fields:
            as_text = Cast(field, TextField())
            condition &= ~Q(models.lookups.Regex(as_text, UNSTORED_IN_JSON))
        super().__init__(condition=condition, name=name)

    def deconstruct(self) -> Any:
        path, _args, _options = super().deconstruct()
        options: dict[str, Any] = {"fields": self.fields, "name": self.name}
        return path, (), options | ({"json_fields": self.json_fields} if self.json_fields else {})

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Collection[str] | None = None,
        using: str = "default",
    ) -> None:
        """Raise `ValidationError` with field, character and offset. Asks no database."""
        del model, using
        for field in {*self.fields} - {*(exclude or ())}:
            value = getattr(instance, field)
            if fault := describe_refused(value) if isinstance(value, str) else None:
                raise ValidationError({field: _("This %s.") % fault}, code="unstorable")
