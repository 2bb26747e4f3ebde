"""Schedules and embargoes, to the second, without any worker."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone as django_timezone

from articles.errors import Embargoed, Incomplete, InvalidTransition
from articles.models import Article
from articles.publication.publishing import publish
from articles.revisions.saving import save_revision
from articles.workflow.assignment import set_embargo
from newsroom.lib.errors import NotAllowed
from newsroom.models import Event
from tests.factories import COMPLETE, article_in, draft_article, make_draft, make_staff, move

pytestmark = pytest.mark.django_db
SOON = timedelta(hours=1)


def now() -> datetime:
    return django_timezone.now()


def seen(article: Article, at: datetime) -> bool:
    """Tell whether the database, at a time of its own, would show the article."""
    public = Article.objects.filter(live__isnull=False, published_at__lte=at)
    return public.filter(pk=article.pk).exists()


def test_scheduled_article_appears_at_its_second_with_no_worker() -> None:
    at = now() + SOON
    article = move(draft_article(), "schedule", at=at)
    assert not seen(article, at - timedelta(seconds=1))
    assert seen(article, at)
    with time_machine.travel(at - timedelta(seconds=1), tick=False):
        assert article.current_state == "scheduled"
    with time_machine.travel(at, tick=False):
        assert article.current_state == "published"
    assert list(Article.objects.in_state("scheduled")) == [article]
    assert not Article.objects.in_state("published").exists()


def test_schedule_in_the_past_is_refused_with_its_field() -> None:
    with pytest.raises(Incomplete) as raised:
        move(draft_article(), "schedule", at=now() - SOON)
    assert raised.value.names == ("at",)


def test_scheduled_again_for_another_time_or_with_a_newer_head() -> None:
    at = now() + SOON
    article = move(draft_article(), "schedule", at=at)
    with pytest.raises(InvalidTransition, match="already"):
        move(article, "schedule", at=at)
    assert move(article, "schedule", at=at + SOON).published_at == at + SOON
    save_revision(article_id=article.pk, base=1, draft=make_draft("Newer"), by=None)
    assert Article.objects.get().live.number == 1
    assert move(article, "schedule", at=at + SOON).live.number == 2


def test_unscheduled_article_is_as_if_it_had_never_waited() -> None:
    article = move(article_in("scheduled"), "unschedule")
    assert (article.state, article.live, article.published_at) == ("ready", None, None)


def test_article_readers_have_seen_cannot_be_scheduled() -> None:
    with pytest.raises(InvalidTransition, match="withdrawn"):
        move(article_in("withdrawn"), "schedule", at=now() + SOON)


@pytest.fixture
def berlin(settings: LazySettings) -> Iterator[Client]:
    settings.TIME_ZONE = "Europe/Berlin"
    client = Client()
    with time_machine.travel(datetime(2027, 3, 20, 12, tzinfo=timezone.utc), tick=True):
        client.force_login(make_staff("publisher"))
        yield client


def schedule(client: Client, at: str) -> str:
    article = draft_article(**COMPLETE)
    page = client.post(
        f"/admin/articles/article/{article.pk}/transitions/schedule/", {"at": at}, follow=True
    )
    return page.content.decode()


@pytest.mark.parametrize(
    ("local", "utc"),
    [("2027-03-28T01:59", "2027-03-28T00:59"), ("2027-03-28T03:00", "2027-03-28T01:00")],
)
def test_time_is_the_newsrooms_on_both_sides_of_summer_time(
    berlin: Client, local: str, utc: str
) -> None:
    page = schedule(berlin, local)
    assert "Europe/Berlin" in page
    assert f"{Article.objects.get().published_at:%Y-%m-%dT%H:%M}" == utc


def test_time_that_the_clocks_leave_out_is_refused_in_words(berlin: Client) -> None:
    assert "Europe/Berlin" in schedule(berlin, "2027-03-28T02:30")
    assert not Article.objects.filter(live__isnull=False).exists()


class TestEmbargo:
    def embargoed(self, hours: int = 2) -> Article:
        article = draft_article()
        return set_embargo(article_id=article.pk, until=now() + hours * SOON, by=None)

    def test_nothing_is_published_before_it(self) -> None:
        article = self.embargoed()
        with pytest.raises(Embargoed):
            move(article, "publish")
        with pytest.raises(Embargoed):
            move(article, "schedule", at=now() + SOON)
        assert not Article.objects.public().exists()

    def test_who_has_lost_the_right_does_not_lift_it(self) -> None:
        publisher = make_staff("publisher")
        rights = publisher.groups.get().permissions
        rights.remove(rights.get(codename="embargo_article"))
        with pytest.raises(Embargoed, match="may not lift"):
            move(self.embargoed(), "publish", publisher, lifts_embargo=True)

    def test_scheduled_for_its_end_it_is_seen_at_that_second(self) -> None:
        article = self.embargoed()
        until = article.embargoed_until
        article = move(article, "schedule", at=until)
        assert not seen(article, until - timedelta(seconds=1))
        assert seen(article, until)

    def test_who_may_lifts_it_by_publishing(self) -> None:
        article = move(self.embargoed(), "publish", make_staff("publisher"), lifts_embargo=True)
        assert article.embargoed_until is None
        assert "embargo_lifted" in Event.objects.get(verb="article-published").data

    def test_one_that_is_over_is_no_obstacle(self) -> None:
        article = self.embargoed()
        past = now() - SOON
        Article.objects.update(embargoed_until=past)
        assert move(article, "publish").embargoed_until == past

    def test_one_that_ended_while_the_article_was_withdrawn_is_forgotten(self) -> None:
        article = article_in("withdrawn")
        Article.objects.update(embargoed_until=now() - timedelta(microseconds=1))
        assert move(article, "publish").embargoed_until is None

    def test_one_that_lasts_keeps_a_withdrawn_article_from_coming_back(self) -> None:
        article = article_in("withdrawn")
        set_embargo(article_id=article.pk, until=now() + SOON, by=None)
        with pytest.raises(Embargoed):
            move(article, "publish")

    def test_even_the_system_does_not_publish_before_it(self) -> None:
        article = self.embargoed()
        with pytest.raises(Embargoed):
            publish(article_id=article.pk, by=None)

    def test_writers_lengthen_and_only_some_shorten_it(self) -> None:
        article, editor = self.embargoed(), make_staff("editor")
        later = now() + 5 * SOON
        set_embargo(article_id=article.pk, until=later, by=editor)
        for until in (None, now() + SOON):
            with pytest.raises(NotAllowed):
                set_embargo(article_id=article.pk, until=until, by=editor)
        set_embargo(article_id=article.pk, until=None, by=make_staff("publisher"))
        event = Event.objects.filter(verb="article-embargo-changed").first()
        assert event.data["after"] is None

    def test_set_again_as_it_is_it_is_no_event(self) -> None:
        article = self.embargoed()
        before = Event.objects.count()
        set_embargo(article_id=article.pk, until=article.embargoed_until, by=None)
        assert Event.objects.count() == before

    def test_of_what_readers_see_or_will_see_before_is_refused(self) -> None:
        for state in ("published", "scheduled"):
            with pytest.raises(InvalidTransition):
                set_embargo(article_id=article_in(state).pk, until=now() + 9 * SOON, by=None)

    def test_is_for_those_who_may_write_the_article(self) -> None:
        with pytest.raises(NotAllowed):
            set_embargo(
                article_id=draft_article().pk, until=now() + SOON, by=make_staff("reporter")
            )


def test_due_today_is_what_readers_see_before_the_newsrooms_midnight(
    settings: LazySettings,
) -> None:
    settings.TIME_ZONE = "Pacific/Auckland"
    with time_machine.travel(datetime(2027, 1, 5, 8, tzinfo=timezone.utc), tick=False):
        # 21:00 of the 5th in Auckland; the database's clock is not travelled with.
        article = draft_article()
        midnight = datetime(2027, 1, 5, 11, tzinfo=timezone.utc)
        Article.objects.filter(pk=article.pk).update(
            state="published", live=article.head, updated_at=midnight, published_at=midnight
        )
        assert not Article.objects.due_today().exists()
        before = midnight - timedelta(seconds=1)
        Article.objects.update(published_at=before, updated_at=before)
        assert Article.objects.due_today().exists()
