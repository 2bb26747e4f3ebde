"""A save carries comments in the margin along with their words."""

from typing import Any

import pytest

from articles.collaboration.margin_comments import (
    reopen_comment,
    resolve_comment,
)
from articles.models import MarginComment
from articles.revisions.restoring import restore_revision
from articles.tagging import Field
from tests.collaboration.comments import BODY, comment_on, save, words_at
from tests.factories import (
    draft_article,
    make_person,
    make_staff,
    mention,
)

pytestmark = pytest.mark.django_db


class TestCarrying:
    @pytest.fixture(autouse=True)
    def _article(self) -> None:
        self.article = draft_article("Bridge", body=BODY)

    def test_comment_goes_with_its_words(self) -> None:
        cost = comment_on(self.article, "3 million")
        mayor = comment_on(self.article, "mayor")
        headline = comment_on(self.article, "Bridge", field=Field.HEADLINE)
        save(self.article, "<p>New first 🙂.</p>" + BODY.replace("The mayor", "Our own mayor"))
        assert [words_at(item) for item in (cost, mayor, headline)] == [
            "3 million",
            "mayor",
            "Bridge",
        ]

    def test_comments_may_overlap_each_other_and_tags(self) -> None:
        inner, outer = comment_on(self.article, "mayor"), comment_on(self.article, "mayor opened")
        again = comment_on(self.article, "mayor")
        mayor = mention(make_person("Jane Roe", aliases=["mayor"]), "mayor")
        save(self.article, f"<p>First.</p>{BODY.replace('mayor', mayor)}")
        assert [words_at(item) for item in (inner, outer, again)] == [
            "mayor",
            "mayor opened",
            "mayor",
        ]

    def test_comment_over_paragraphs_goes_with_them_while_they_stand_together(self) -> None:
        comment = comment_on(self.article, "the bridge.\n\nIt cost")
        save(self.article, "<p>First.</p>" + BODY)
        assert words_at(comment) == "the bridge.\n\nIt cost"
        save(self.article, BODY.replace("</p><p>", "</p><p>Between.</p><p>"))
        assert words_at(comment) is None

    def test_comment_whose_words_changed_is_adrift_and_never_on_other_words(self) -> None:
        comment = comment_on(self.article, "mayor")
        save(self.article, BODY.replace("mayor", "Mayor"))
        assert words_at(comment) is None
        save(self.article, "<p>A mayor of elsewhere came.</p>" + BODY.replace("mayor", "Mayor"))
        assert words_at(comment) is None
        assert MarginComment.objects.get().exact == "mayor"

    def test_comment_adrift_is_placed_again_when_its_words_are_restored(self) -> None:
        comment = comment_on(self.article, "mayor")
        save(self.article, BODY.replace("mayor", "Mayor"))
        restore_revision(article_id=self.article.pk, number=1, base=2, by=None)
        assert words_at(comment) == "mayor"

    def test_words_of_which_there_are_two_now_are_no_sure_place(self) -> None:
        article = draft_article("Bridge", body="<p>Yes.</p><p>No.</p>")
        comment = comment_on(article, "Yes.")
        save(article, "<p>No.</p><p>Yes.</p><p>Maybe.</p><p>Yes.</p>")
        assert words_at(comment) is None

    def test_resolved_comment_stays_where_it_was_until_it_is_open_again(self) -> None:
        comment, ada = comment_on(self.article, "mayor"), make_staff("editor")
        resolve_comment(uuid=comment.uuid, by=ada)
        save(self.article, "<p>First.</p>" + BODY)
        assert MarginComment.objects.get().revision == self.article.head
        reopen_comment(uuid=comment.uuid, by=ada)
        assert words_at(comment) == "mayor"

    def test_costs_a_save_one_query_where_there_is_none(
        self, django_assert_max_num_queries: Any
    ) -> None:
        with django_assert_max_num_queries(100) as without:
            save(self.article, BODY + "<p>Two.</p>")
        of_comments = [
            query for query in without.captured_queries if "margincomment" in query["sql"]
        ]
        assert len(of_comments) == 1

    def test_costs_a_save_the_same_for_one_and_for_ten(
        self, django_assert_max_num_queries: Any
    ) -> None:
        counts = []
        for more in (1, 9):
            for _ in range(more):
                comment_on(self.article, "mayor")
            with django_assert_max_num_queries(100) as saved:
                save(self.article, f"<p>And {more}.</p>{BODY}")
            counts.append(len(saved))
        assert counts[0] == counts[1]
