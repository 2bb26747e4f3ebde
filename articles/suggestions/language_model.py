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

# Names are all that is read of it: the parts that only tag or parse take most of the time.
UNUSED = ["tagger", "parser", "lemmatizer", "attribute_ruler"]


def is_spoken(language: str) -> bool:
    """Whether the model is of this language: spaCy's names of models begin with its code."""
    return bool(settings.SUGGESTIONS_MODEL) and settings.SUGGESTIONS_MODEL[:3] == f"{language}_"


def find_names(article_id: int) -> list[Name] | None:
    """Return the names that the model finds in an article's head.

    Offsets are of `read_full_text`. None where the model is of another language or switched off.
    Takes up to half a second.
    """
    article = Article.objects.select_related("head").get(pk=article_id)
    if not is_spoken(article.language):
        return None
    text = read_full_text(documents_of(article.working_copy)).text
    return names_of_model(load_model(settings.SUGGESTIONS_MODEL), text)


@cache
def load_model(name: str) -> Any:
    """A spaCy pipeline, once in a process: some 200 MB."""
    spacy: Any = import_module("spacy")
    return spacy.load(name, exclude=UNUSED)
