"""Eight at one article, saving, publishing, restoring: one after the other, without gaps."""

from contextlib import suppress
from datetime import timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from articles.collaboration.edit_locks import take_lock
from articles.errors import (
    ArticleLocked,
    CorrectionDue,
    InvalidTransition,
    StaleRevision,
    TagsVanished,
)
from articles.models import Article, EditLock, Rendition, Revision
from articles.publication.corrections import Notice, publish_correction
from articles.revisions.restoring import restore_revision
from newsroom.models import Event
from tests.concurrency.racing import Job, crowd, manage, race, until, waiting
from tests.concurrency.test_writers import check_numbers, errors, lock, save
from tests.factories import draft_article, make_person, make_staff, mention, move

pytestmark = pytest.mark.django_db(transaction=True)
EXPECTED = (StaleRevision, InvalidTransition, TagsVanished)


def often(attempt: Job) -> Job:
    """Five attempts, each of which may come too late for what others did."""

    def job() -> None:
        for _ in range(5):
            with suppress(*EXPECTED):
                attempt()

    return job


def head_of(article: Article) -> int:
    return Article.objects.select_related("head").get(pk=article.pk).head.number


def test_eight_that_save_publish_restore_and_withdraw_lose_nothing() -> None:
    ada = make_person("Ada")
    article = draft_article(body=f"<p>{mention(ada, 'She')} spoke.</p>")

    def saves(name: int) -> Job:
        def attempt() -> None:
            number = head_of(article)
            save(article, f"Writer {name}, on {number}", number)()

        return often(attempt)

    def restores() -> None:
        restore_revision(article_id=article.pk, number=1, base=head_of(article), by=None)

    def publishes() -> None:
        move(article, "publish", no_correction=True)

    def withdraws() -> None:
        move(article, "withdraw", notice="Gone.")

    jobs = [saves(0), saves(1), saves(2), often(restores), often(restores)]
    outcomes = crowd(*jobs, often(publishes), often(publishes), often(withdraws))
    assert errors(outcomes) == []
    check_numbers(article)
    check_events(article)
    assert check_tags() == "1 articles checked, 0 differences\n"


def check_events(article: Article) -> None:
    """Assert that the recorded steps are one story: each begins where the last one ended."""
    verbs = ("article-published", "article-withdrawn")
    told = Event.objects.filter(subject_id=article.pk, verb__in=verbs).order_by("id")
    steps = [(item.data["from"], item.data["to"]) for item in told]
    assert all(one[1] == other[0] for one, other in pairwise(steps))
    assert not steps or steps[-1][1] == Article.objects.get().current_state


def check_tags() -> str:
    out = StringIO()
    call_command("check_tags", stdout=out)
    return out.getvalue()


def test_of_two_who_withdraw_one_does_and_the_other_is_told() -> None:
    article = move(draft_article(), "publish")

    def go() -> Article:
        return move(article, "withdraw", notice="Gone.")

    assert errors(race(lock(article), go, go)) == [InvalidTransition]
    assert Event.objects.filter(verb="article-withdrawn").count() == 1


def test_kill_and_publish_at_once_leave_nothing_public() -> None:
    article = draft_article(body=f"<p>{mention(make_person('Ada'))}</p>")
    outcomes = race(
        lock(article),
        lambda: move(article, "kill", reason="Injunction."),
        lambda: move(article, "publish"),
    )
    assert errors(outcomes) in ([], [InvalidTransition])
    assert Article.objects.get().state == "killed"
    assert not Article.objects.public().exists()
    assert not Rendition.objects.exists()
    assert check_tags() == "1 articles checked, 0 differences\n"


def test_save_beside_a_lock_is_before_it_or_refused() -> None:
    article, holder = draft_article(), make_staff("editor")
    end = timezone.now() + timedelta(hours=1)
    outcomes = race(
        lock(article),
        lambda: take_lock(article_id=article.pk, reason="Mine.", until=end, by=holder),
        save(article, "Theirs", 1),
    )
    assert errors(outcomes) in ([], [ArticleLocked])
    assert EditLock.objects.exists()
    assert head_of(article) == (1 if errors(outcomes) else 2)


def test_correction_and_publishing_at_once_are_both_shown() -> None:
    article = move(draft_article("Old"), "publish")
    save(article, "New", 1)()
    notice = Notice("correction", "The headline was wrong.")
    outcomes = race(
        lock(article),
        lambda: publish_correction(article_id=article.pk, notice=notice, by=None),
        lambda: move(article, "publish", no_correction=True),
    )
    assert errors(outcomes) == []
    detail = Rendition.objects.get().summary
    assert "The headline was wrong." in detail
    assert '"headline":"New"' in detail


def test_question_is_asked_of_what_is_saved_by_then() -> None:
    article = move(draft_article("Old"), "publish")
    outcomes = race(
        lock(article), save(article, "New", 1), lambda: move(article, "publish", revision=1)
    )
    assert len(errors(outcomes)) == 1
    with pytest.raises(CorrectionDue):
        move(article, "publish")


def test_process_killed_while_it_publishes_leaves_all_or_nothing(tmp_path: Path) -> None:
    """Publishing waits for the section's row, after its first writes."""
    article = draft_article(body=f"<p>{mention(make_person('Ada'))}</p>")
    with transaction.atomic():
        type(article.section).objects.select_for_update().get(pk=article.section_id)
        process = manage("transition_article", article.pk, "publish", var=tmp_path)
        until(lambda: waiting() == 1)
        process.kill()
        process.communicate()
    until(lambda: waiting() == 0)
    stored: Any = Article.objects.get()
    assert (stored.state, stored.live, stored.published_at) == ("draft", None, None)
    assert not Event.objects.filter(verb="article-published").exists()
    assert check_tags() == "1 articles checked, 0 differences\n"
    assert move(article, "publish").state == "published"
    assert Revision.objects.count() == 1
