"""A save at the desk locks, parses and compares once."""

from typing import Any

import pytest
from django.db import connection
from django.db.transaction import TransactionManagementError
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext

from articles.admin.forms import ArticleForm
from articles.models import Article
from articles.revisions.new_articles import create_prepared
from articles.revisions.saving import save_prepared
from tests.desk.editing import DeskTestCase, change
from tests.factories import draft_article, make_person, mention, quote

LOCKS_HELD = """
    SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()
"""
WRITES = ("WITH", "COPY", "DELETE", "INSERT", "UPDATE")


class SavingQueriesTests(DeskTestCase):
    def save_with_tags(self, count: int) -> list[str]:
        """Return the queries of a save that adds `count` mentions to as many quotes."""
        old, new = ([make_person() for _ in range(count)] for _ in range(2))
        tags = [f"<p>{mention(one)} said: {quote(one, '“Yes.”')}</p>" for one in old]
        article = draft_article("Many speak", body=f"{''.join(tags)}<p>Gone.</p>")
        more = " ".join(mention(one) for one in new)
        fields = self.form(article, body=article.head.body.replace("Gone", more))
        with CaptureQueriesContext(connection) as captured:
            response = self.client.post(change(article), fields)
        assert response.status_code == 302
        assert Article.objects.get(pk=article.pk).head.number == 2
        return [query["sql"].strip() for query in captured]

    def test_save_takes_at_most_twenty_queries_from_the_lock_to_the_last_write(self):
        asked = self.save_with_tags(3)
        lock = next(place for place, sql in enumerate(asked) if "FOR NO KEY UPDATE" in sql)
        last = max(place for place, sql in enumerate(asked) if sql.startswith(WRITES))
        assert last - lock + 1 <= 20, asked[lock : last + 1]
        assert len(asked) <= 28, asked

    def test_save_locks_its_article_once(self):
        assert sum("FOR NO KEY UPDATE" in sql for sql in self.save_with_tags(1)) == 1

    def test_ten_times_the_tags_take_no_more_queries(self):
        assert len(self.save_with_tags(1)) == len(self.save_with_tags(10))


class LockingTests(TransactionTestCase):
    def test_form_validated_outside_a_transaction_leaves_no_lock(self):
        article = draft_article("Talks")
        form = ArticleForm(data=form_data(article), instance=article)
        assert form.is_valid(), form.errors
        assert not connection.in_atomic_block
        with connection.cursor() as cursor:
            cursor.execute(LOCKS_HELD)
            assert cursor.fetchone() == (0,)
        with pytest.raises(TransactionManagementError):
            save_prepared(form.prepared_save)
        assert article.revisions.count() == 1

    def test_form_of_a_new_article_leaves_no_lock_either(self):
        data = {**form_data(draft_article("Talks")), "slug": "other", "base": ""}
        form = ArticleForm(data=data)
        assert form.is_valid(), form.errors
        with pytest.raises(TransactionManagementError):
            create_prepared(form.prepared_article)
        assert Article.objects.count() == 1


def form_data(article: Article) -> dict[str, Any]:
    head = article.head
    assert head
    details = {"section": article.section.pk, "language": article.language, "slug": article.slug}
    texts = {
        "headline": head.headline,
        "body": f"<p>{mention(make_person())} came.</p>",
        "base": head.number,
    }
    return {**details, **{f"initial-{name}": value for name, value in details.items()}, **texts}
