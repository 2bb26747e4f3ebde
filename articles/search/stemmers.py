"""Languages of search: the stemmer with which PostgreSQL reads texts of each language.

A language with a stemmer in PostgreSQL (`\\dF` lists them) is a line in `STEMMERS`, and a migration
that makes its configuration as `articles/migrations/0002_search_configurations.py` does. Any other
language is searched without stemming and needs neither. ARTICLE_LANGUAGES sets which languages
articles may have; their names and directions are in `articles/languages.py`.
"""

from typing import Final

# Code (ISO 639-1) to PostgreSQL's own text search configuration. Texts in other languages are
# searched without stemming ("simple"); Arabic has a stemmer of ours (`articles.search.arabic`).
STEMMERS: Final = {
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


def search_configuration(language: str) -> str:
    """Return the text search configuration that folds accents and stems words (see migrations)."""
    return f"newsroom_{STEMMERS.get(language, 'simple')}"
