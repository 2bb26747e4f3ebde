"""The language model: loaded by the worker, never by a process that serves requests."""

from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings

from articles.drafts.draft import read_full_text
from articles.models import Article
from articles.projection.tag_rows import documents_of
from articles.suggestions.engine.model_names import names_of_model
from articles.suggestions.engine.names import Name

# Only the names are read; the parts that tag and parse would take most of the time.
UNUSED = ["tagger", "parser", "lemmatizer", "attribute_ruler"]


def has_model_for(language: str) -> bool:
    """Return whether the model reads this language, whose code its name begins with in spaCy."""
    return bool(settings.SUGGESTIONS_MODEL) and settings.SUGGESTIONS_MODEL[:3] == f"{language}_"


def find_names(article_id: int) -> list[Name] | None:
    """Return the names that the model finds in an article's head, or None without a model for it.

    Offsets are of `read_full_text`. Takes up to half a second.
    """
    article = Article.objects.select_related("head").get(pk=article_id)
    if not has_model_for(article.language):
        return None
    text = read_full_text(documents_of(article.working_copy)).text
    return names_of_model(load_model(settings.SUGGESTIONS_MODEL), text)


@cache
def load_model(name: str) -> Any:
    """Return a spaCy pipeline, loaded once in a process. Takes some 200 MB."""
    spacy: Any = import_module("spacy")
    return spacy.load(name, exclude=UNUSED)
