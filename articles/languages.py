"""The languages of articles: their names and directions. For search see `search/stemmers.py`."""

from typing import Final

RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ps", "ur", "yi"})

LANGUAGE_NAMES: Final = {
    "ar": "العربية",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "he": "עברית",
    "it": "Italiano",
    "nl": "Nederlands",
    "pt": "Português",
    "ru": "Русский",
    "tr": "Türkçe",
}


def direction(language: str) -> str:
    """Return the value of HTML's `dir` for text in a language."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"
