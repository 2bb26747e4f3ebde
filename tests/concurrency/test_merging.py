"""Entities are merged and parted while others save, publish and correct what names them."""

from collections.abc import Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from articles.errors import InvalidTransition, StaleRevision, TagsVanished
from articles.models import Appearance, Article, CorrectionTag, Mention, Quote
from articles.publication.corrections import Notice, change_correction, publish_correction
from articles.publication.publishing import publish_articles
from articles.revisions.saving import save_revision
from entities.errors import AlreadyMerged, NotMerged
from entities.models import Entity
from entities.services.editing import change_entity
from entities.services.merging import merge_entity, unmerge_entity
from tests.concurrency.racing import Job, crowd, manage, race, until, waiting
from tests.concurrency.test_workflow import check_tags, head_of, often
from tests.concurrency.test_writers import check_numbers, errors
from tests.factories import (
    draft_article,
    make_draft,
    make_person,
    mention,
    move,
    published_article,
    quote,
)

pytestmark = pytest.mark.django_db(transaction=True)
SOUND = "{} articles checked, 0 differences\n"


def merges(one: Entity, into: Entity) -> Job:
    return lambda: merge_entity(entity_id=one.pk, into_id=into.pk, by=None)


def unmerges(one: Entity) -> Job:
    return lambda: unmerge_entity(entity_id=one.pk, by=None)


def hold(*entities: Entity) -> Job:
    """A gate: whoever wants to merge or rename one of them waits."""
    ids = [entity.pk for entity in entities]
    return lambda: list(Entity.objects.filter(pk__in=ids).order_by("pk").select_for_update())


def saves(article: Article, *people: Entity) -> Job:
    """Saves a text that names these, whatever it named before."""
    numbers = count()

    def attempt() -> None:
        base = head_of(article)
        body = "".join(
            f"<p>{mention(person, 'X')} {quote(person, '“Yes.”')}</p>" for person in people
        )
        draft = make_draft(f"Headline {next(numbers)}", body=body or "<p>Nobody.</p>")
        save_revision(
            article_id=article.pk, base=base, draft=draft, removed=tags_of(article), by=None
        )

    return attempt


def tags_of(article: Article) -> set[Any]:
    of = {"revision__article": article}
    mentions = Mention.objects.filter(**of).values_list("uuid", flat=True)
    return {*mentions, *Quote.objects.filter(**of).values_list("uuid", flat=True)}


def patiently(attempt: Job, *expected: type[Exception]) -> Job:
    def job() -> None:
        for _ in range(5):
            with suppress(*expected):
                attempt()

    return job


def test_of_two_merged_into_each_other_one_is_and_the_other_refused() -> None:
    one, other = make_person("One"), make_person("Other")
    outcomes = race(hold(one, other), merges(one, other), merges(other, one))
    assert errors(outcomes) == [AlreadyMerged]
    assert Entity.objects.current().count() == 1


def test_two_merged_into_one_at_once_leave_one_appearance() -> None:
    one, other, survivor = (make_person(name) for name in ("One", "Other", "Survivor"))
    published_article(body=f"<p>{mention(one)} {mention(other)} {mention(survivor)}</p>")
    assert not errors(race(hold(survivor), merges(one, survivor), merges(other, survivor)))
    assert Appearance.objects.get().mention_count == 3
    assert check_tags() == SOUND.format(1)


def test_ring_of_merges_ends_with_one_way_out() -> None:
    people = [make_person(f"Number {number}") for number in range(4)]
    published_article(body=f"<p>{' '.join(map(mention, people))}</p>")
    ring = [merges(one, people[index - 1]) for index, one in enumerate(people)]
    assert set(errors(race(hold(*people), *ring))) <= {AlreadyMerged}
    assert Entity.objects.current().exists()
    assert check_tags() == SOUND.format(1)


def test_merge_is_undone_once() -> None:
    one, survivor = make_person("One"), make_person("Survivor")
    merges(one, survivor)()
    assert errors(race(hold(one), unmerges(one), unmerges(one))) == [NotMerged]
    assert Entity.objects.current().count() == 2


def test_save_beside_a_merge_names_the_survivor() -> None:
    one, survivor = make_person("One"), make_person("Survivor")
    article = draft_article(body=f"<p>{mention(survivor)}</p>")
    outcomes = race(hold(one, survivor), merges(one, survivor), saves(article, one))
    assert errors(outcomes) == []
    assert {row.entity for row in Mention.objects.all()} == {survivor}
    assert check_tags() == SOUND.format(1)


def test_correction_beside_a_merge_is_about_the_survivor() -> None:
    one, survivor = make_person("One"), make_person("Survivor")
    article = published_article(body=f"<p>{mention(one)}</p>")
    about = [Mention.objects.get().uuid]
    notice = Notice("correction", "It was wrong.")
    outcomes = race(
        hold(one, survivor),
        merges(one, survivor),
        lambda: publish_correction(article_id=article.pk, notice=notice, about=about, by=None),
    )
    assert errors(outcomes) == []
    assert CorrectionTag.objects.get().entity == survivor
    assert check_tags() == SOUND.format(1)


def test_articles_published_together_do_not_wait_for_a_merge_that_waits_for_them() -> None:
    """The first takes away rows that name one of the two, the second shows the other's."""
    one, survivor = make_person("One"), make_person("Survivor")
    first = published_article(body=f"<p>{mention(one)}</p>")
    saves(first)()
    second = draft_article(body=f"<p>{mention(one)} {mention(survivor)}</p>")

    def publishes() -> None:
        with transaction.atomic():
            publish_articles(dates={first.pk: None}, by=None)
            publish_articles(dates={second.pk: None}, by=None)

    for _ in range(3):
        outcomes = crowd(publishes, merges(one, survivor))
        assert errors(outcomes) in ([], [InvalidTransition])
        assert check_tags() == SOUND.format(2)
        unmerges(one)()
        saves(first, one)()
        publish_articles(dates={first.pk: None}, by=None)
        saves(first)()
        saves(second, one, survivor)()


def test_eight_that_save_publish_correct_rename_and_merge_lose_nothing() -> None:
    people = [make_person(f"Number {number}") for number in range(3)]
    articles = [published_article(body=bodies(people)) for _ in range(3)]
    notice = Notice("correction", "It was wrong.")
    corrections = [
        publish_correction(
            article_id=article.pk,
            notice=notice,
            about=[Quote.objects.filter(revision=article.head)[0].uuid],
            by=None,
        )
        for article in articles
    ]
    texts = count()

    def publishes() -> None:
        for article in articles:
            with suppress(InvalidTransition):
                move(article, "publish", no_correction=True)

    def corrects() -> None:
        for item in corrections:
            changed = Notice("correction", f"It was wrong {next(texts)}.")
            change_correction(correction_id=item.pk, notice=changed, by=None)

    def renames() -> None:
        people[1].name = f"Number 1, {next(texts)}"
        change_entity(entity=people[1], by=None, fields=["name"])

    refused = (AlreadyMerged, NotMerged)
    jobs = [
        often(saves(articles[0], people[0], people[1])),
        often(saves(articles[1], people[2], people[0])),
        often(saves(articles[2])),
        often(publishes),
        patiently(corrects),
        patiently(renames, AlreadyMerged),
        patiently(there_and_back(people[2], people[0]), *refused),
        patiently(there_and_back(people[1], people[2]), *refused),
    ]
    assert errors(crowd(*jobs)) == []
    for article in articles:
        check_numbers(article)
    assert check_tags() == SOUND.format(3)


def bodies(people: Iterable[Entity]) -> str:
    return "".join(f"<p>{mention(person)} {quote(person, '“Yes.”')}</p>" for person in people)


def there_and_back(one: Entity, into: Entity) -> Job:
    def attempt() -> None:
        with suppress(AlreadyMerged):
            merges(one, into)()
        unmerges(one)()

    return attempt


def test_stale_save_is_still_refused_beside_a_merge() -> None:
    one, survivor = make_person("One"), make_person("Survivor")
    article = draft_article(body=f"<p>{mention(one)}</p>")
    outcomes = race(
        hold(one, survivor), saves(article, one), saves(article, one), merges(one, survivor)
    )
    assert set(errors(outcomes)) <= {StaleRevision, TagsVanished}
    check_numbers(article)
    assert check_tags() == SOUND.format(1)


def test_process_killed_while_it_merges_leaves_all_or_nothing(tmp_path: Path) -> None:
    """The merge waits for an appearance, after its first writes."""
    one, survivor = make_person("One"), make_person("Survivor")
    article = published_article(body=f"<p>{mention(one)}</p>")
    with transaction.atomic():
        list(Appearance.objects.select_for_update())
        process = manage("merge_entity", one.pk, "--into", survivor.pk, var=tmp_path)
        until(lambda: waiting() == 1)
        process.kill()
        process.communicate()
    until(lambda: waiting() == 0)
    assert Mention.objects.get().entity == one
    assert Entity.objects.current().count() == 2
    assert check_tags() == SOUND.format(1)
    merges(one, survivor)()
    assert Appearance.objects.get(article=article).entity == survivor
