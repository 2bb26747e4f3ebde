"""Mistakes of configuration that would show in the worker only, hours later."""

from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, register
from django.core.checks import Warning as CheckWarning


@register()
def check_language_model(**_kwargs: Any) -> list[CheckMessage]:
    """A language model that is switched on is installed. Looks, and imports nothing."""
    name = settings.SUGGESTIONS_MODEL
    if not name or (find_spec("spacy") and name.isidentifier() and find_spec(name)):
        return []
    return [
        CheckWarning(
            f"SUGGESTIONS_MODEL is {name!r}, but that or spaCy is not installed: "
            "names are suggested by rules alone.",
            hint="pip install -r requirements-nlp.txt, or leave SUGGESTIONS_MODEL empty.",
            id="articles.W001",
        )
    ]
