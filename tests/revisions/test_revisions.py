"""Revisions: what changed in each, comparing two, and an earlier one as the new head."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.admin.revision_summary import in_words
from articles.errors import StaleRevision
from articles.models import Article, Mention, Quote, Revision
from articles.revisions.comparison import compare_revisions
from articles.revisions.restoring import restore_revision
from articles.revisions.saving import save_revision
from newsroom.models import Event
from tests.clients import sign_in
from tests.factories import (
    article_in,
    draft_article,
    make_draft,
    make_person,
    make_staff,
    mention,
    move,
    quote,
)

pytestmark = pytest.mark.django_db


def save(article: Article, body: str, headline: str = "", **fields: Any) -> Revision:
    article.refresh_from_db()
    removed = {item.uuid for item in Mention.objects.all()} | {
        item.uuid for item in Quote.objects.all()
    }
    saved = save_revision(
        article_id=article.pk,
        base=article.head.number,
        draft=make_draft(headline or article.head.headline, body=body, **fields),
        removed=removed,
        by=None,
    )
    return saved.revision


def restore(article: Article, number: int, base: int = 0, by: Any = None) -> Revision:
    article.refresh_from_db()
    base = base or article.head.number
    return restore_revision(article_id=article.pk, number=number, base=base, by=by).revision


def test_each_revision_knows_what_changed_in_it() -> None:
    ada, bob = make_person("Ada"), make_person("Bob")
    said = quote(ada, "“Yes.”")
    article = draft_article(body=f"<p>So {said} it was.</p>")
    assert article.head.changes == {}
    body = f"<p>So {said} it was. {mention(bob)} left.</p>"
    assert save(article, body).changes == {"words_added": 2, "mentions_added": 1}
    other = body.replace(f'speaker="{ada.pk}"', f'speaker="{bob.pk}"').replace("Yes.", "No.")
    changed = save(article, other, byline="Cyd").changes
    assert in_words(changed) == (
        "1 word added, 1 word removed, 1 quote reworded, 1 speaker changed, 1 other field changed"
    )
    assert save(article, "<p>So it was.</p>").changes["quotes_removed"] == 1


def test_detail_of_a_quote_and_name_of_a_mention_are_told() -> None:
    ada, bob = make_person("Ada"), make_person("Bob")
    body = f"<p>{mention(ada, 'She')} said {quote(ada, '“Yes.”', cue='said')}</p>"
    article = draft_article(body=body)
    body = body.replace('cue="said"', 'cue="asked"')
    assert save(article, body).changes == {"details_changed": 1}
    body = body.replace(f'data-entity="{ada.pk}"', f'data-entity="{bob.pk}"')
    assert save(article, body).changes == {"mentions_changed": 1}


def test_comparison_tells_words_and_attributions() -> None:
    ada, bob = make_person("Ada"), make_person("Bob")
    body = f"<p>{mention(ada, 'She')} said {quote(ada, '“Yes.”', cue='said')}</p>"
    article = draft_article("Old", body=body)
    other = body.replace(f'speaker="{ada.pk}"', f'speaker="{bob.pk}"').replace("said", "asked")
    other = other.replace(f'data-entity="{ada.pk}"', f'data-entity="{bob.pk}"')
    new = save(article, other.replace("Yes.", "No."), "New", byline="Cyd")
    compared = compare_revisions(new.base, new)
    assert compared.fields.keys() == {"headline", "body", "byline"}
    mentioned, said = compared.tags
    assert (mentioned.kind, mentioned.details) == ("changed", (("name", "Ada", "Bob"),))
    assert said.details == (
        ("words", "“Yes.”", "“No.”"),
        ("speaker", "Ada", "Bob"),
        ("cue", "said", "asked"),
    )


def test_comparison_tells_a_detail_of_a_quote_alone() -> None:
    ada = make_person("Ada")
    body = f"<p>She said {quote(ada, '“Yes.”', role='a baker')}</p>"
    new = save(draft_article(body=body), body.replace("a baker", "the mayor"))
    (changed,) = compare_revisions(new.base, new).tags
    assert changed.details == (("role", "a baker", "the mayor"),)


def test_comparison_tells_tags_that_came_and_went() -> None:
    ada = make_person("Ada")
    article = draft_article(body=f"<p>{mention(ada)} spoke.</p>")
    new = save(article, f"<p>Ada {quote(ada, 'spoke')}.</p>")
    kinds = [(tag.kind, tag.is_quote, tag.names) for tag in compare_revisions(new.base, new).tags]
    assert kinds == [("added", True, "Ada"), ("removed", False, "Ada")]


class TestRestoring:
    def test_makes_a_new_revision_with_the_tags_under_their_ids(self) -> None:
        ada = make_person("Ada")
        article = article_in("published", body=f"<p>{mention(ada)} said {quote(ada, 'so')}.</p>")
        ids = {item.uuid for item in Mention.objects.all()} | {
            item.uuid for item in Quote.objects.all()
        }
        save(article, "<p>Nothing.</p>")
        restored = restore(article, 1)
        assert (restored.number, restored.note) == (3, "Restored from revision 1")
        heads = [model.objects.filter(revision=restored) for model in (Mention, Quote)]
        assert {row.uuid for rows in heads for row in rows} == ids
        assert Event.objects.get(verb="article-restored").data == {"restored": 1, "revision": 3}
        move(article, "publish")
        assert Article.objects.public().get().live == restored

    def test_id_that_another_article_has_by_now_is_left_to_it(self) -> None:
        tag = mention(make_person("Ada"))
        article = draft_article(body=f"<p>{tag} spoke.</p>")
        save(article, "<p>Nobody spoke.</p>")
        draft_article(body=f"<p>{tag} moved.</p>")
        restore(article, 1)
        assert len(set(Mention.objects.values_list("uuid", flat=True))) == 2

    def test_what_the_head_says_already_is_no_revision(self) -> None:
        article = draft_article()
        assert restore(article, 1).number == 1
        assert not Event.objects.filter(verb="article-restored").exists()

    def test_on_an_outdated_head_is_refused(self) -> None:
        article = draft_article()
        save(article, "<p>Two.</p>")
        save(article, "<p>Three.</p>")
        with pytest.raises(StaleRevision):
            restore(article, 1, base=2)
        with pytest.raises(Revision.DoesNotExist):
            restore(article, 9)


class TestDesk:
    @pytest.fixture(autouse=True)
    def _sign_in(self) -> None:
        self.client = sign_in("editor")

    def get(self, article: Article, path: str, **parameters: Any) -> Any:
        address = f"/admin/articles/article/{article.pk}/revisions/{path}"
        return self.client.get(address, parameters, follow=True)

    def test_list_tells_who_when_what_and_which_is_live(self) -> None:
        article = article_in("published", body="<p>One.</p>")
        save(article, "<p>One two.</p>")
        page = self.get(article, "").content.decode()
        assert "2 words added, 1 word removed" in page
        assert "first version" in page
        assert page.index("working copy") < page.index(">live<")

    def test_list_costs_the_same_for_many_and_is_paged(self) -> None:
        article = draft_article()
        self.get(article, "")
        with CaptureQueriesContext(connection) as few:
            self.get(article, "")
        for number in range(55):
            save(article, f"<p>Words {number}.</p>")
        with CaptureQueriesContext(connection) as many:
            page = self.get(article, "").content.decode()
        assert len(many) == len(few)
        assert "?before=7" in page
        older = self.get(article, "", before="7").content.decode()
        assert "first version" in older
        assert self.get(article, "", before="²").status_code == 200

    def test_comparison_marks_words_and_escapes_them(self) -> None:
        article = draft_article(body="<p>One &lt;b&gt; two.</p>")
        save(article, "<p>One &lt;i&gt; two.</p>")
        page = self.get(article, "compare/", old=2, new=1).content.decode()
        assert "<del>&lt;b&gt;</del>" in page
        assert "<ins>&lt;i&gt;</ins>" in page
        assert "Restore revision 1 as a new one" in page

    def test_bad_choices(self) -> None:
        article = draft_article()
        page = self.get(article, "compare/", old="x", new=1).content.decode()
        assert "Choose two revisions" in page
        assert self.get(article, "compare/", old=1, new=7).status_code == 404
        assert self.get(Article(pk=999999), "").status_code == 404

    def post(self, article: Article, number: int, base: object) -> Any:
        address = f"/admin/articles/article/{article.pk}/revisions/{number}/restore/"
        return self.client.post(address, {"base": base}, follow=True)

    def test_restored_by_a_button(self) -> None:
        article = draft_article(body="<p>One.</p>")
        save(article, "<p>Two.</p>")
        assert "is restored" in self.post(article, 1, 2).content.decode()
        assert Article.objects.get().head.body_text == "One."
        assert "says the same already" in self.post(article, 1, 3).content.decode()
        assert "Somebody else saved" in self.post(article, 2, 1).content.decode()
        assert "Enter a whole number" in self.post(article, 2, "x").content.decode()
        assert self.post(article, 77, 3).status_code == 404

    def test_who_may_not_write_does_not_restore(self) -> None:
        article = draft_article()
        self.client.force_login(make_staff("legal"))
        assert self.get(article, "").status_code == 200
        assert self.post(article, 1, 1).status_code == 403

    def test_killed_text_is_not_in_its_revisions(self) -> None:
        article = article_in("killed")
        for path in ("", "compare/?old=1&new=1"):
            assert self.get(article, path).status_code == 404
