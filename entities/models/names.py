"""Names of people and organisations, as they are stored and as they are compared."""

from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from newsroom.lib.blank import is_blank
from newsroom.lib.text import fold, one_line

# An index takes no entry of more than 2,704 bytes, and folding can make 18 letters of one.
FOLDED_MAX_LENGTH: Final = 400


def tidy_name(given: str) -> str:
    """One line. Raises `ValidationError` where something was given and nothing of it is visible."""
    name = one_line(given)
    if given and is_blank(name):
        raise ValidationError({"name": _("A name needs a character that can be seen.")})
    return name


def folded(name: str) -> str:
    """The name for comparison, cut where it is too long to be told from another that begins so."""
    return fold(name)[:FOLDED_MAX_LENGTH]
