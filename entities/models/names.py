"""Names of people and organisations: the stored form, and the form for comparison."""

from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from newsroom.lib.blank import is_blank
from newsroom.lib.text import fold, one_line

# An index entry has at most 2,704 bytes, and folding can make 18 letters of one letter.
FOLDED_MAX_LENGTH: Final = 400


def tidy_name(text: str) -> str:
    """Return a name on one line. Raises `ValidationError` if it has no visible character."""
    name = one_line(text)
    if text and is_blank(name):
        raise ValidationError({"name": _("A name needs a character that can be seen.")})
    return name


def folded(name: str) -> str:
    """Return a name for comparison, cut to `FOLDED_MAX_LENGTH`."""
    return fold(name)[:FOLDED_MAX_LENGTH]
