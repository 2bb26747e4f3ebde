"""Access at the desk, to read and to write: the same for one article and for a query of many."""

from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from pytest_django import DjangoAssertNumQueries

from articles.choices import STORED_STATES, State
from articles.models import Article
from articles.models.desk_access import writable_by
from newsroom.models import User
from tests.factories import article_in, make_staff, make_user

pytestmark = pytest.mark.django_db

RIGHTS = ("change_own_article", "view_article", "change_article", "kill_article")


def holder(*rights: str) -> User:
    user = make_staff()
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def articles() -> list[Article]:
    """Articles in every state."""
    return [article_in(state) for state in STORED_STATES]


@pytest.mark.parametrize("owner", ["created_by", "assigned_to", ""])
def test_query_has_the_articles_that_are_visible_one_by_one(
    owner: str, articles: list[Article]
) -> None:
    for held in product([False, True], repeat=len(RIGHTS)):
        rights = [right for right, has in zip(RIGHTS, held, strict=True) if has]
        user = holder(*rights)
        if owner:
            Article.objects.update(**{owner: user})
        rows = list(Article.objects.all())
        assert len(rows) == len(articles)
        visible = {item for item in rows if item.is_visible_to(user)}
        assert set(Article.objects.visible_to(user)) == visible, rights
        written = Article.objects.filter(writable_by(user).condition())
        assert set(written) == {item for item in rows if item.is_writable_by(user)}, rights
        assert {item.state for item in visible} == seen_states(rights, is_own=bool(owner)), rights


def seen_states(rights: list[str], *, is_own: bool) -> set[str]:
    if not {"view_article", "change_article"} & {*rights}:
        is_own = is_own and "change_own_article" in rights
        if not is_own:
            return set()
    return set(STORED_STATES) - (set() if "kill_article" in rights else {State.KILLED})


def test_nobody_writes_what_was_killed(articles: list[Article]) -> None:
    for user in (None, holder(*RIGHTS), make_user(is_superuser=True)):
        states = {item.state for item in Article.objects.all() if item.is_writable_by(user)}
        assert states == set(STORED_STATES) - {State.KILLED}
    assert len(articles) == len(STORED_STATES)


def test_drafts_alone_are_written_by_their_author(articles: list[Article]) -> None:
    author = holder("change_own_article")
    Article.objects.update(created_by=author)
    assert [item.state for item in Article.objects.all() if item.is_writable_by(author)] == [
        "draft"
    ]
    assert len(articles) == len(STORED_STATES)


def test_visitor_sees_nothing_at_the_desk_and_asks_no_query(
    articles: list[Article], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert list(Article.objects.visible_to(AnonymousUser())) == []
        assert not any(article.is_visible_to(AnonymousUser()) for article in articles)
