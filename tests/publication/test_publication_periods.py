"""Each period in which readers saw a revision is a row; a correction may be due for the last."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.errors import CorrectionDue
from articles.models import Article, Publication
from articles.publication.publication_periods import published_quotes
from articles.publication.publishing import publish, publish_articles
from articles.revisions.saving import save_revision
from tests.factories import (
    article_in,
    draft_article,
    make_draft,
    make_person,
    move,
    quote,
    withdraw,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tags_are_proven")]


def save(article: Article, old: str, new: str) -> Article:
    article = Article.objects.get(pk=article.pk)
    head = article.working_copy
    draft = make_draft(head.headline, body=head.body.replace(old, new))
    return save_revision(article_id=article.pk, base=head.number, draft=draft, by=None).article


def rows(article: Article) -> list[tuple[int, bool]]:
    """The numbers of the revisions that readers saw, and whether they see them still."""
    found = Publication.objects.filter(article=article).order_by("seen_from")
    return [(row.revision.number, row.seen_until is None) for row in found]


@pytest.fixture
def article() -> Article:
    said = quote(make_person("Jon Falk"), "“I took the money”")
    return draft_article("Talks", body=f"<p>{said}, he said.</p>")


def took_never(article: Article) -> None:
    save(article, "I took the money", "I never took money")
    article.tag_reviews.all().delete()  # somebody has confirmed the words


class TestCorrectionIsDue:
    def test_after_a_withdrawal(self, article: Article) -> None:
        move(article, "publish")
        withdraw(article)
        took_never(article)
        with pytest.raises(CorrectionDue, match="I never took money"):
            move(article, "publish", override="Seen.")
        move(article, "publish", override="Seen.", no_correction=True)

    def test_after_a_kill_and_a_revival(self, article: Article) -> None:
        move(article, "publish")
        move(article, "kill", reason="Injunction.")
        move(article, "revive", comment="Lifted.")
        took_never(article)
        with pytest.raises(CorrectionDue):
            move(article, "publish", override="Seen.")

    def test_of_what_they_saw_last_not_first(self, article: Article) -> None:
        move(article, "publish")
        took_never(article)
        move(article, "publish", override="Seen.", no_correction=True)
        withdraw(article)
        assert move(save(article, "he said", "he says"), "publish", override="Seen.").live

    def test_not_of_what_waited_and_never_came(self, article: Article) -> None:
        move(article, "schedule", at=timezone.now() + timedelta(hours=1), override="Seen.")
        move(article, "unschedule")
        took_never(article)
        assert move(article, "publish", override="Seen.").live


class TestRows:
    def test_one_after_another(self, article: Article) -> None:
        publish(article_id=article.pk, by=None)
        save(article, "he said", "he says")
        publish(article_id=article.pk, by=None)
        assert rows(article) == [(1, False), (2, True)]
        first, second = Publication.objects.filter(article=article).order_by("seen_from")
        assert first.seen_until <= second.seen_from
        withdraw(article)
        assert rows(article) == [(1, False), (2, False)]

    def test_killed(self) -> None:
        assert rows(article_in("killed")) == [(1, False)]

    def test_scheduled_again_and_taken_off(self, article: Article) -> None:
        later = timezone.now() + timedelta(hours=1)
        for hours in (1, 2):
            at = later + timedelta(hours=hours)
            move(article, "schedule", at=at, override="Seen.")
            assert Publication.objects.get(article=article).seen_from == at
        move(article, "unschedule")
        assert rows(article) == []

    def test_scheduled_and_published_at_once(self, article: Article) -> None:
        move(article, "schedule", at=timezone.now() + timedelta(hours=1), override="Seen.")
        move(article, "publish", override="Seen.")
        assert rows(article) == [(1, True)]

    def test_published_with_a_date_of_its_own(self, article: Article) -> None:
        at = timezone.now() - timedelta(days=3650)
        publish(article_id=article.pk, by=None, at=at)
        assert Publication.objects.get(article=article).seen_from == at

    def test_quotes_of_what_is_scheduled_nobody_has_seen(self, article: Article) -> None:
        move(article, "schedule", at=timezone.now() + timedelta(hours=1), override="Seen.")
        assert published_quotes(article.pk) == set()
        move(article, "publish", override="Seen.")
        withdraw(article)
        assert len(published_quotes(article.pk)) == 1

    def test_many_cost_as_much_as_one(self) -> None:
        counts = []
        for number in (1, 5):
            dates = {draft_article().pk: None for _ in range(number)}
            publish_articles(dates=dates, by=None)
            for pk in dates:
                save(Article(pk=pk), "Words", "Other")
            with CaptureQueriesContext(connection) as queries:
                publish_articles(dates=dates, by=None)
            counts.append(len(queries))
        assert counts[0] == counts[1]

    def test_check_tags_proves_them(self, article: Article) -> None:
        publish(article_id=article.pk, by=None)
        row = Publication.objects.get(article=article)
        Publication.objects.filter(pk=row.pk).update(seen_until=timezone.now())
        found = StringIO()
        with pytest.raises(SystemExit):
            call_command("check_tags", stdout=StringIO(), stderr=found)
        assert "what readers see is not as its publications say" in found.getvalue()
        row.save()
