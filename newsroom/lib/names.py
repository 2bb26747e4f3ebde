"""Rows with a name: how it is stored, and what to say when another row has the same."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from newsroom.lib.blank import is_blank
from newsroom.lib.text import one_line
from newsroom.lib.unseen import describe_unseen


def tidy_value(field: Any, typed: str) -> str:
    """Return a typed name, or another line, as a model's field stores it.

    Raises `ValidationError` if it is too long then (NFC can make three characters of one), or if it
    must have a visible character and has none.
    """
    line = one_line(typed)
    if typed and not field.blank and is_blank(line):
        raise ValidationError(_("A name needs a character that can be seen."))
    field.run_validators(line)
    return line


class Named(models.Model):
    """A base of rows with a name. The columns `lines` are stored as `tidy_value` returns them.

    A message that another row has this name says also which characters in it nobody can see.
    """

    lines: ClassVar[tuple[str, ...]] = ("name",)
    unseen = ""

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        for name in self.lines:
            self.tidy(name, getattr(self, name))

    def tidy(self, name: str, typed: str) -> str:
        """Set a column to what was typed, tidied, and return that. Raises `ValidationError`."""
        try:
            value = tidy_value(self._meta.get_field(name), typed)
        except ValidationError as error:
            raise ValidationError({name: error.messages}) from error
        self.unseen = describe_unseen(typed) or self.unseen
        setattr(self, name, value)
        return value

    def unique_error_message(
        self, model_class: type[models.Model], unique_check: Any
    ) -> ValidationError:
        error = super().unique_error_message(model_class, unique_check)
        if self.unseen and set(self.lines) & set(unique_check):
            hidden = _("What was typed differs only by what nobody can see: %s.") % self.unseen
            return ValidationError(f"{error.messages[0]} {hidden}", error.code)
        return error
