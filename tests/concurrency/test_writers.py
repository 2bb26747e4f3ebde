"""Two writers at once: one wins, the other is told, and nothing is half done."""

from contextlib import suppress
from typing import Any

import pytest

from articles.errors import InvalidTransition, SlugTaken, StaleRevision
from articles.models import Appearance, Article, Mention, Rendition, Revision
from articles.publication.publishing import publish
from articles.publication.rendition_store import current_renditions
from articles.publication.stale_renditions import refresh_renditions
from articles.revisions.saving import save_revision
from entities.models import Entity
from entities.services.editing import change_entity
from tests.concurrency.racing import Job, crowd, lock_table, race
from tests.factories import (
    draft_article,
    make_draft,
    make_person,
    make_section,
    mention,
    published_article,
    withdraw,
)
from tests.prepared import read_prepared

pytestmark = pytest.mark.django_db(transaction=True)


def lock(article: Article) -> Job:
    return lambda: Article.objects.select_for_update().get(pk=article.pk)


def save(article: Article, words: str, base: int) -> Job:
    draft = make_draft(words, body=f"<p>{words}</p>")
    return lambda: save_revision(article_id=article.pk, base=base, draft=draft, by=None)


def errors(outcomes: list[Any]) -> list[type[Exception]]:
    return [type(outcome) for outcome in outcomes if isinstance(outcome, Exception)]


def check_numbers(article: Article) -> None:
    """From 1 without gaps, each on the one before."""
    revisions = list(Revision.objects.filter(article=article).order_by("number"))
    assert [revision.number for revision in revisions] == list(range(1, len(revisions) + 1))
    assert [revision.base for revision in revisions] == [None, *revisions[:-1]]
    assert Article.objects.get(pk=article.pk).head == revisions[-1]


def test_of_two_saves_on_one_base_one_is_stored_and_the_other_is_stale() -> None:
    article = draft_article()
    outcomes = race(lock(article), save(article, "One", 1), save(article, "Two", 1))
    assert errors(outcomes) == [StaleRevision]
    (saved,) = [outcome for outcome in outcomes if not isinstance(outcome, Exception)]
    assert Article.objects.get().head == saved.revision
    assert Revision.objects.count() == 2
    check_numbers(article)


def test_many_saves_that_try_again_leave_numbers_without_gaps() -> None:
    article = draft_article()

    def write(name: int) -> Job:
        def five() -> None:
            for number in range(5):
                persist(save_on_head(article, f"Writer {name}, {number}"))

        return five

    assert crowd(*map(write, range(4))) == [None] * 4
    assert Revision.objects.filter(article=article).count() == 21
    check_numbers(article)


def save_on_head(article: Article, words: str) -> Job:
    def attempt() -> None:
        head = Article.objects.select_related("head").get(pk=article.pk).head
        save(article, words, head.number)()

    return attempt


def persist(attempt: Job) -> None:
    while True:
        with suppress(StaleRevision):
            return attempt()


def test_of_two_who_publish_one_does_and_the_other_is_told() -> None:
    article = draft_article(body=f"<p>{mention(make_person('Ada'))}</p>")

    def go() -> Article:
        return publish(article_id=article.pk, by=None)

    assert errors(race(lock(article), go, go)) == [InvalidTransition]
    assert Appearance.objects.count() == Rendition.objects.count() == 1


def test_publishing_and_taking_back_at_once_is_one_after_the_other() -> None:
    article = published_article(body=f"<p>{mention(make_person('Ada'))}</p>")
    outcomes = race(
        lock(article),
        lambda: withdraw(article),
        lambda: publish(article_id=article.pk, by=None),
    )
    after = Article.objects.get()
    is_live = not errors(outcomes)  # taken back first, then published again
    assert errors(outcomes) in ([], [InvalidTransition])
    assert (after.live_id is not None) is is_live
    assert Rendition.objects.exists() is Appearance.objects.exists() is is_live
    assert Mention.objects.filter(live_at__isnull=False).exists() is is_live


def test_saving_and_publishing_at_once_shows_one_of_the_two_whole() -> None:
    article = draft_article("Old")
    outcomes = race(
        lock(article), save(article, "New", 1), lambda: publish(article_id=article.pk, by=None)
    )
    assert errors(outcomes) == []
    live = Article.objects.get().live
    assert read_prepared(Rendition.objects.get().summary)["headline"] == live.headline_text


def rename(entity: Entity, name: str) -> Job:
    def change() -> None:
        mine = Entity.objects.get(pk=entity.pk)
        mine.name = name
        change_entity(entity=mine, by=None)

    return change


def served_names(article: Article) -> list[str]:
    rendition = Rendition.objects.get(article=article)
    made = current_renditions([article.pk])[article.pk]
    summary = made.summary if rendition.is_stale else rendition.summary
    return [person["name"] for person in read_prepared(summary)["people"]]


@pytest.mark.parametrize("is_published_already", [True, False])
def test_nothing_served_has_the_old_name_whoever_comes_first(is_published_already: bool) -> None:
    """Publishing and renaming meet at the entity's row, in either order."""
    ada = make_person("Ada Byron")
    make = published_article if is_published_already else draft_article
    article = make(body=f"<p>{mention(ada, 'She')}</p>")
    if is_published_already:
        draft = make_draft(body=f"{article.head.body}<p>More.</p>")
        save_revision(article_id=article.pk, base=1, draft=draft, by=None)
    outcomes = race(
        lambda: Entity.objects.select_for_update().get(pk=ada.pk),
        lambda: publish(article_id=article.pk, by=None),
        rename(ada, "Ada Lovelace"),
    )
    assert errors(outcomes) == []
    assert served_names(article) == ["Ada Lovelace"]


def test_renaming_while_renditions_are_refreshed_leaves_no_old_name() -> None:
    ada = make_person("Ada 0")
    articles = [published_article(body=f"<p>{mention(ada, 'She')}</p>") for _ in range(5)]

    def rename_often() -> None:
        for number in range(1, 6):
            rename(ada, f"Ada {number}")()

    def refresh_often() -> None:
        for _ in range(5):
            refresh_renditions([article.pk for article in articles])

    assert errors(crowd(rename_often, refresh_often, refresh_often)) == []
    for article in articles:
        assert served_names(article) == ["Ada 5"]


def test_two_names_of_one_cast_change_at_once() -> None:
    ada, bob = make_person("Ada"), make_person("Bob")
    body = f"<p>{mention(ada, 'She')} and {mention(bob, 'he')}</p>"
    articles = [published_article(body=body) for _ in range(5)]

    def often(entity: Entity) -> Job:
        def change() -> None:
            for number in range(5):
                rename(entity, f"Name {number}")()

        return change

    assert errors(crowd(often(ada), often(bob))) == []
    for article in articles:
        assert served_names(article) == ["Name 4", "Name 4"]


def test_two_articles_of_one_headline_get_two_slugs() -> None:
    section = make_section()

    def write() -> Article:
        return draft_article("Same day", section=section)

    outcomes = race(lock_table("articles_article"), write, write)
    assert sorted(article.slug for article in outcomes) == ["same-day", "same-day-2"]


def test_of_two_articles_that_want_one_slug_the_second_is_told() -> None:
    section = make_section()

    def write() -> Article:
        return draft_article(section=section, slug="wanted")

    assert errors(race(lock_table("articles_article"), write, write)) == [SlugTaken]


def test_two_namesakes_made_at_once_are_two() -> None:
    def make() -> Entity:
        return make_person("Ada Byron")

    outcomes = race(lock_table("entities_entity"), make, make)
    assert sorted(entity.slug for entity in outcomes) == ["ada-byron", "ada-byron-2"]
