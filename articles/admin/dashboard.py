"""Lists of articles for the admin's front page: what waits for the user."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.choices import CLEAR, PUBLISH, REVIEW, SEE_ANY, WRITE_OWN, State
from articles.models import Article
from articles.models.article_queryset import ArticleQuerySet
from newsroom.models import User

SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class DeskList:
    """The first ten articles of a list, and the address of the whole list."""

    name: str
    title: Any
    articles: list[Article]
    address: str
    has_more: bool


def desk_lists(user: User) -> Iterator[DeskList]:
    """Yield the lists that the user can act on. One query each, which reads a range of an index."""
    if not any(map(user.has_perm, (*SEE_ANY, WRITE_OWN))):
        return
    seen = Article.objects.visible_to(user)
    yield _list("mine", _("Mine"), seen.in_hand_of(user), "mine=1")
    if user.has_perm(REVIEW):
        waiting = seen.in_state(State.IN_REVIEW)
        yield _list("in_review", _("To review"), waiting, "state=in_review")
    if user.has_perm(CLEAR):
        yield _list("to_clear", _("To clear"), seen.to_clear(), "to_clear=1")
    if user.has_perm(PUBLISH):
        yield _list("ready", _("Ready"), seen.in_state(State.READY), "state=ready")
        today = seen.due_today().order_by("published_at", "pk")
        yield _list("due_today", _("Scheduled today"), today, "state=scheduled")


def _list(name: str, title: Any, articles: ArticleQuerySet, query: str) -> DeskList:
    few = articles.select_related("head", "section", "assigned_to").defer(
        "head__headline", "head__deck", "head__body", "head__body_text"
    )
    rows = list(few[: SHOWN + 1])
    address = f"{reverse('admin:articles_article_changelist')}?{query}"
    return DeskList(name, title, rows[:SHOWN], address, len(rows) > SHOWN)
