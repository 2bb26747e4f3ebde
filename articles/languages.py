"""The languages of articles: their names, directions, and text search configurations."""

from typing import Final

# Code (ISO 639-1) to PostgreSQL's own text search configuration. Texts in other languages are
# searched without stemming ("simple").
STEMMERS: Final = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}

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


def search_configuration(language: str) -> str:
    """Return the text search configuration that folds accents and stems words (see migrations)."""
    return f"newsroom_{STEMMERS.get(language, 'simple')}"


def direction(language: str) -> str:
    """Return the value of HTML's `dir` for text in a language."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"
