"""Rows with a name: how it is stored, and what to say when another row has the same."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from newsroom.lib.blank import is_blank
from newsroom.lib.text import one_line
from newsroom.lib.unseen import describe_unseen


def tidy_name(typed: str) -> str:
    """Return a name as it is stored. Raises `ValidationError` if it has no visible character."""
    name = one_line(typed)
    if typed and is_blank(name):
        raise ValidationError(_("A name needs a character that can be seen."))
    return name


class Named(models.Model):
    """A base of rows whose `name_field` is stored as `tidy_name` returns it.

    A message that another row has this name says also which characters in it nobody can see.
    """

    name_field: ClassVar[str] = "name"
    unseen = ""

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        typed = getattr(self, self.name_field)
        self.note_unseen(typed)
        try:
            setattr(self, self.name_field, tidy_name(typed))
        except ValidationError as error:
            raise ValidationError({self.name_field: error.messages}) from error

    def note_unseen(self, typed: str) -> None:
        """Remember what nobody sees in a typed name, for a message that it is taken."""
        self.unseen = describe_unseen(typed) or self.unseen

    def unique_error_message(
        self, model_class: type[models.Model], unique_check: Any
    ) -> ValidationError:
        error = super().unique_error_message(model_class, unique_check)
        if self.unseen and self.name_field in unique_check:
            hidden = _("What was typed differs only by what nobody can see: %s.") % self.unseen
            return ValidationError(f"{error.messages[0]} {hidden}", error.code)
        return error
