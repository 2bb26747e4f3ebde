"""The scopes of API keys: each lets a key use some of its owner's permissions."""

from collections.abc import Iterable
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What a key may do, if its owner may. A code never changes, since keys have it."""

    READ = "read", _("read what is public")
    READ_DRAFTS = "read:drafts", _("read what its owner sees at the desk")
    WRITE_ARTICLES = "write:articles", _("write articles")
    WRITE_ENTITIES = "write:entities", _("write people and organisations")
    PUBLISH = "publish", _("publish, correct and withdraw")


SEES_DRAFTS: Final = frozenset({Scope.READ_DRAFTS, Scope.WRITE_ARTICLES, Scope.PUBLISH})
"""Whoever writes an article sees it."""

_DESK: Final = ("view_article", "view_mention", "view_quote", "view_section", "view_correction")
_ARTICLES: Final = (
    "add_article",
    "change_article",
    "change_own_article",
    "review_article",
    "assign_article",
    "break_lock",
    "add_quotecheck",
    "add_section",
    "change_section",
    "view_suggestion",
)
_PUBLISH: Final = (
    "publish_article",
    "withdraw_article",
    "embargo_article",
    "clear_article",
    "kill_article",
    "override_checks",
    "add_correction",
    "change_correction",
)
_ENTITIES: Final = tuple(
    f"{action}_{model}"
    for action in ("add", "change")
    for model in ("person", "organisation", "alias", "affiliation")
)
_VIEW_ENTITIES: Final = tuple(
    f"view_{model}" for model in ("entity", "person", "organisation", "alias", "affiliation")
)


def _of(app: str, *codenames: str) -> frozenset[str]:
    return frozenset(f"{app}.{codename}" for codename in codenames)


PERMISSIONS: Final[dict[str, frozenset[str]]] = {
    Scope.READ: frozenset(),
    Scope.READ_DRAFTS: _of("articles", *_DESK) | _of("entities", *_VIEW_ENTITIES),
    Scope.WRITE_ARTICLES: _of("articles", *_DESK, *_ARTICLES) | _of("entities", *_VIEW_ENTITIES),
    Scope.WRITE_ENTITIES: _of(
        "entities",
        *_VIEW_ENTITIES,
        *_ENTITIES,
        "delete_alias",
        "delete_affiliation",
        "merge_entity",
    ),
    Scope.PUBLISH: _of("articles", *_DESK, *_PUBLISH),
}
"""The permissions of the owner that a key of each scope may use; all others are the desk's."""


def permissions_of(scopes: Iterable[str]) -> frozenset[str]:
    """Return the permissions that a key of these scopes may use."""
    return frozenset[str]().union(*(PERMISSIONS.get(scope, frozenset()) for scope in scopes))
