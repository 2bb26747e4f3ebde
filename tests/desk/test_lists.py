"""The admin's list of articles: found by words, names and state, at a constant cost."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.models.article import UNPUBLISHED
from articles.publication.publishing import publish
from articles.revisions.saving import save_revision
from tests.desk.editing import LIST, DeskTestCase
from tests.factories import (
    draft_article,
    make_draft,
    make_organisation,
    make_section,
    mention,
    published_article,
    quote,
)


class ListTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.pentagon = make_organisation("Pentagon")
        cls.live = published_article(
            "Budget passed",
            section=make_section("Politics"),
            body=f"<p>{mention(cls.pentagon)} said {quote(cls.austin, '“no”')} to the "
            "reservoir.</p>",
        )

    def listed(self, **parameters: Any) -> set[str]:
        page = self.client.get(LIST, parameters)
        assert page.status_code == 200
        return {article.slug for article in page.context["cl"].result_list}

    def test_search_finds_headline_and_text_of_drafts_and_live(self):
        assert self.listed(q="budget") == {"budget-passed"}
        assert self.listed(q="reservoirs") == {"budget-passed"}
        assert self.listed(q="spoke") == {"austin-speaks"}

    def test_search_finds_by_names_and_aliases(self):
        assert self.listed(q="secretary") == {"austin-speaks", "budget-passed"}
        assert self.listed(q="pentagn") == {"budget-passed"}

    def test_search_finds_unpublished_changes_of_what_is_live(self):
        draft = make_draft("Secret plan", body=self.live.head.body)
        save_revision(article_id=self.live.pk, base=1, draft=draft, by=None)
        assert self.listed(q="plan") == {"budget-passed"}

    def test_search_reads_drafts_and_queries_alike(self):
        words = "قال والوزير ٢٠٢٤: Covid-19, Cara\u00adcas, U.N. and AT&amp;T"
        draft_article("رأي", slug="view", language="ar", body=f"<p>{words}</p>")
        for q in ("الوزير", "covid 19", "Covid–19", "caracas", "UN", "AT&T", "٢٠٢٤", "رأي U.N."):
            assert self.listed(q=q) == {"view"}, q
        assert self.listed(q="covid 20") == self.listed(q="%") == set()

    def test_what_is_unpublished_has_an_index(self):
        unpublished = Article.objects.filter(UNPUBLISHED).order_by().values("pk")
        with connection.cursor() as cursor:
            # Of few articles any way costs the same: only the partial index is left to take.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for column in ("live", "head"):
                key = f"articles_article_{column}_id_key"
                cursor.execute(f"ALTER TABLE articles_article DROP CONSTRAINT {key}")
            for way in ("seqscan", "indexscan", "indexonlyscan"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
        assert "article_unpublished" in unpublished.explain()

    def test_search_tests_no_article_one_by_one(self):
        found = self.client.get(LIST, {"q": "budget"}).context["cl"].queryset
        assert "SubPlan" not in found.explain()

    def test_list_is_sorted_by_its_index_whatever_is_asked(self):
        page = self.client.get(LIST, {"o": "-2.1"})
        assert page.context["cl"].queryset.query.order_by == ("-id",)

    def test_nul_in_a_filter_is_no_crash(self):
        for parameters in ({"state": "\0"}, {"q": "\0"}, {"\0": "x"}):
            assert self.client.get(LIST, parameters, follow=True).status_code == 200

    def test_search_of_stop_words_or_nothing_is_no_error(self):
        assert self.listed(q="is") == set()
        assert len(self.listed(q=" ")) == 2

    def test_filters(self):
        assert self.listed(state="draft") == {"austin-speaks"}
        assert self.listed(section__id__exact=self.live.section_id) == {"budget-passed"}
        assert self.listed(organisation=self.pentagon.pk) == {"budget-passed"}
        assert self.listed(person=self.austin.pk) == {"austin-speaks", "budget-passed"}
        assert len(self.listed(person="nobody")) == 2

    def test_filter_by_entity_follows_what_is_saved_and_published(self):
        draft = make_draft("Budget passed", body=f"<p>{mention(self.austin)} passed it.</p>")
        head = self.live.head
        gone = {tag.uuid for tag in (*head.mentions.all(), *head.quotes.all())}
        save_revision(article_id=self.live.pk, base=1, draft=draft, by=None, removed=gone)
        # Readers still see the Pentagon.
        assert self.listed(organisation=self.pentagon.pk) == {"budget-passed"}
        publish(article_id=self.live.pk, by=None)
        assert self.listed(organisation=self.pentagon.pk) == set()
        assert self.listed(person=self.austin.pk) == {"austin-speaks", "budget-passed"}

    def test_list_by_entity_walks_one_index(self):
        page = self.client.get(LIST, {"person": self.austin.pk})
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
        plan = page.context["cl"].queryset[:50].explain()
        assert "articles_articleentity_pkey" in plan
        assert "Sort" not in plan

    def test_states_are_told_apart(self):
        draft = make_draft("Budget passed again", body=self.live.head.body)
        save_revision(article_id=self.live.pk, base=1, draft=draft, by=None)
        page = self.client.get(LIST).content.decode()
        assert "published, with unpublished changes" in page
        assert "status-draft" in page

    def test_query_count_does_not_grow_with_the_list(self):
        self.client.get(LIST)
        with CaptureQueriesContext(connection) as few:
            self.client.get(LIST)
        for _ in range(8):
            draft_article(body=f"<p>{mention(self.austin)}</p>")
        with CaptureQueriesContext(connection) as many:
            self.client.get(LIST)
        assert len(many) == len(few)
