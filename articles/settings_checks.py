"""System checks of settings about articles, for mistakes that would show late."""

from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as CheckWarning

from articles.workflow.checks.checks import CHECKS
from articles.workflow.checks.findings import Level


@register()
def check_language_model(**_kwargs: Any) -> list[CheckMessage]:
    """Warn if the language model that is switched on is not installed. Imports nothing."""
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


@register()
def check_levels(**_kwargs: Any) -> list[CheckMessage]:
    """Report codes and levels in CHECK_LEVELS that do not exist."""
    levels = [level.value for level in Level]
    wrong = [
        f"{code}={level}"
        for code, level in settings.CHECK_LEVELS.items()
        if code not in CHECKS or level not in levels
    ]
    if not wrong:
        return []
    return [
        Error(
            f"CHECK_LEVELS has what is no check or no level: {', '.join(wrong)}.",
            hint=f"Checks: {', '.join(CHECKS)}. Levels: {', '.join(levels)}.",
            id="articles.E001",
        )
    ]
