"""States, kinds and fields as they are stored, and the permissions: each is written here once."""

from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import tagging
from articles.languages import LANGUAGE_NAMES

# Permissions, as `User.has_perm` takes them.
ADD_ARTICLE: Final = "articles.add_article"
VIEW_ANY: Final = "articles.view_article"
WRITE_ANY: Final = "articles.change_article"
WRITE_OWN: Final = "articles.change_own_article"
ASSIGN: Final = "articles.assign_article"
REVIEW: Final = "articles.review_article"
PUBLISH: Final = "articles.publish_article"
WITHDRAW: Final = "articles.withdraw_article"
LIFT_EMBARGO: Final = "articles.embargo_article"
CLEAR: Final = "articles.clear_article"
REACH_KILLED: Final = "articles.kill_article"
OVERRIDE_CHECKS: Final = "articles.override_checks"
BREAK_LOCK: Final = "articles.break_lock"
VIEW_QUOTES: Final = "articles.view_quote"
CHECK_QUOTES: Final = "articles.add_quotecheck"
ADD_CORRECTION: Final = "articles.add_correction"
CHANGE_CORRECTION: Final = "articles.change_correction"
SEE_ANY: Final = (VIEW_ANY, WRITE_ANY)
"""Either of them is enough to see every article that was not killed."""


class State(models.TextChoices):
    """The states of an article. `articles.workflow.transitions` has the ways between them.

    `SCHEDULED` is never stored: such an article is stored as published, with a time of publication
    in the future. It becomes published at that second, even if no worker runs.
    """

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    READY = "ready", _("ready")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    KILLED = "killed", _("killed")


STORED_STATES: Final = tuple(state for state in State if state != State.SCHEDULED)
UNSEEN_STATES: Final = (State.DRAFT, State.IN_REVIEW, State.READY)
"""Readers do not see the article, and it waits for no time."""
TAKEN_DOWN_STATES: Final = (State.WITHDRAWN, State.KILLED)


class Field(models.TextChoices):
    """The field of an article that a tag stands in, by its name in the tagging core."""

    HEADLINE = tagging.Field.HEADLINE.value, _("headline")
    DECK = tagging.Field.DECK.value, _("deck")
    BODY = tagging.Field.BODY.value, _("body")


class TagKind(models.TextChoices):
    MENTION = "mention", _("mention")
    QUOTE = "quote", _("quote")


class QuoteKind(models.TextChoices):
    DIRECT = "direct", _("direct")
    PARTIAL = "partial", _("partial")
    INDIRECT = "indirect", _("indirect")


class CheckMethod(models.TextChoices):
    """The sources that a quote can be checked against."""

    NOTES = "notes", _("notes")
    RECORDING = "recording", _("a recording")
    DOCUMENT = "document", _("a document")
    STATEMENT = "statement", _("a public statement")


class IdentityCheck(models.TextChoices):
    """The checks before publishing that ask who is meant."""

    NEW_PERSON = "new_person"
    NAMESAKE = "namesake"
    CONTRADICTION = "contradiction"


class CorrectionKind(models.TextChoices):
    CORRECTION = "correction", _("Correction")
    CLARIFICATION = "clarification", _("Clarification")
    UPDATE = "update", _("Update")
    APOLOGY = "apology", _("Apology")
    RETRACTION = "retraction", _("Retraction")


class CorrectionPlace(models.TextChoices):
    TOP = "top", _("above the text")
    BOTTOM = "bottom", _("below the text")


class SuggestionState(models.TextChoices):
    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")


def language_choices() -> list[tuple[str, str]]:
    """Return the languages that articles can have: pairs of code and name."""
    return [(code, LANGUAGE_NAMES.get(code, code)) for code in settings.ARTICLE_LANGUAGES]


def default_language() -> str:
    """Return the code of the language that a new article has."""
    return str(settings.ARTICLE_LANGUAGES[0])
