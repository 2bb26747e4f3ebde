"""Saving: nothing stale is stored, nothing is lost unasked, every save is a revision."""

from uuid import UUID

import pytest
from django.test import TestCase

from articles.drafts.draft import Draft
from articles.errors import InvalidText, SlugTaken, StaleRevision, TagsVanished
from articles.models import Article, Mention, Quote, Revision
from articles.publication.publishing import publish
from articles.revisions.details import Details, change_details
from articles.revisions.saving import save_revision
from newsroom.models import Event
from tests.concurrency.racing import lock_table, race
from tests.factories import (
    draft_article,
    make_draft,
    make_organisation,
    make_person,
    make_section,
    make_user,
    mention,
    merge,
    published_article,
    quote,
)


def save(article: Article, draft: Draft, *, base: int = 1, removed: tuple[str, ...] = ()):
    gone = {UUID(uuid) for uuid in removed}
    return save_revision(article_id=article.pk, base=base, draft=draft, removed=gone, by=None)


def uuid_in(html: str) -> str:
    return html.split('"')[1]


class SavingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.austin = make_person("Lloyd Austin")
        cls.pentagon = make_organisation("Pentagon")
        cls.tag = mention(cls.austin, "Austin")
        cls.article = draft_article("Austin speaks", body=f"<p>{cls.tag} spoke.</p>")

    def test_first_revision_is_number_one_and_head(self):
        assert self.article.head.number == 1
        assert self.article.head.base is None
        assert self.article.live is None

    def test_mention_row_says_exactly_what_the_text_says(self):
        row = Mention.objects.get(revision=self.article.head)
        assert row.exact == self.article.head.body_text[row.start : row.end] == "Austin"
        assert (row.entity, row.field, row.live_at) == (self.austin, "body", None)

    def test_save_adds_a_revision_that_names_its_base(self):
        saved = save(
            self.article, make_draft("Austin speaks", body=f"<p>Then {self.tag} spoke.</p>")
        )
        assert (saved.revision.number, saved.revision.base) == (2, self.article.head)
        assert Article.objects.get().head == saved.revision

    def test_rows_of_a_superseded_revision_are_gone(self):
        save(self.article, make_draft("Austin speaks", body=f"<p>Then {self.tag} spoke.</p>"))
        assert list(Mention.objects.values_list("start", "exact")) == [(5, "Austin")]

    def test_stale_base_is_refused_and_nothing_is_stored(self):
        save(self.article, make_draft("New", body=f"<p>{self.tag}</p>"))
        with pytest.raises(StaleRevision) as caught:
            save(self.article, make_draft("Late", body=f"<p>{self.tag}</p>"))
        assert (caught.value.base, caught.value.head) == (1, 2)
        assert Revision.objects.count() == 2

    def test_vanished_tag_is_refused_and_named(self):
        with pytest.raises(TagsVanished, match="“Austin” \\(Lloyd Austin\\)"):
            save(self.article, make_draft(body="<p>Austin spoke.</p>"))
        assert Revision.objects.count() == 1

    def test_tag_that_the_editor_removed_may_go(self):
        saved = save(
            self.article, make_draft(body="<p>Austin spoke.</p>"), removed=(uuid_in(self.tag),)
        )
        assert [tag.entity for tag in saved.comparison.removed] == [self.austin.pk]
        assert not Mention.objects.exists()

    def test_tag_that_moved_to_the_headline_has_not_vanished(self):
        saved = save(self.article, make_draft(f"{self.tag} speaks", body="<p>He spoke.</p>"))
        assert saved.comparison.removed == ()
        assert Mention.objects.get().field == "headline"

    def test_changed_words_under_a_tag_are_reported(self):
        tag = self.tag.replace(">Austin<", ">The minister<")
        saved = save(self.article, make_draft(body=f"<p>{tag} spoke.</p>"))
        (change,) = saved.comparison.changed
        assert (change.old_words, change.new_words) == ("Austin", "The minister")

    def test_draft_that_says_the_same_makes_no_revision(self):
        saved = save(self.article, make_draft("Austin speaks", body=f"<p>{self.tag} spoke.</p>"))
        assert not saved.is_new
        assert saved.revision == self.article.head

    def test_changed_byline_is_a_revision(self):
        draft = make_draft("Austin speaks", body=f"<p>{self.tag} spoke.</p>", byline="A. Reporter")
        assert save(self.article, draft).revision.byline == "A. Reporter"

    def test_unknown_entity_is_refused(self):
        draft = make_draft(body='<p><span data-mention="" data-entity="999999">Who</span></p>')
        with pytest.raises(InvalidText, match="999999"):
            save(self.article, draft, removed=(uuid_in(self.tag),))

    def test_tag_pasted_from_another_article_gets_an_id_of_its_own(self):
        other = draft_article(body=f"<p>Elsewhere {self.tag} spoke.</p>")
        (pasted,) = Mention.objects.filter(revision=other.head)
        assert str(pasted.uuid) != uuid_in(self.tag)
        assert Mention.objects.get(revision=self.article.head).uuid == UUID(uuid_in(self.tag))

    def test_same_id_twice_is_refused(self):
        draft = make_draft(f"{self.tag} speaks", body=f"<p>{self.tag} spoke.</p>")
        with pytest.raises(InvalidText, match="same id"):
            save(self.article, draft)

    def test_quote_row_holds_who_said_it_and_how_we_know(self):
        words = quote(
            self.austin,
            "“No.”",
            role="minister",
            cue="said",
            source="posted on X",
            said_on="2024-09-19",
        )
        article = draft_article(body=f"<p>{words} he said.</p>")
        row = Quote.objects.get(revision=article.head)
        assert (row.speaker, row.kind, row.text) == (self.austin, "direct", "“No.”")
        assert (row.role, row.cue, row.source) == ("minister", "said", "posted on X")
        assert row.said_on.isoformat() == "2024-09-19"

    def test_interrupted_quote_is_one_row_with_two_segments(self):
        first = quote(self.austin, "“No,")
        second = first.replace("“No,", "never.”")
        article = draft_article(body=f"<p>{first}” he said, “{second}</p>")
        row = Quote.objects.get(revision=article.head)
        assert row.text == "“No, … never.”"
        assert row.exact == "“No,” he said, “never.”"
        assert len(row.segments) == 2

    def test_tag_of_a_merged_entity_belongs_to_the_survivor(self):
        survivor = make_person("Lloyd J. Austin III")
        merge(self.austin, survivor)
        saved = save(self.article, make_draft(body=f"<p>Then {self.tag}.</p>"))
        assert Mention.objects.get(revision=saved.revision).entity == survivor
        assert f'data-entity="{self.austin.pk}"' in saved.revision.body

    def test_empty_headline_or_body_is_refused(self):
        for draft in (make_draft(" ", body="<p>x</p>"), make_draft("x", body="<p> </p>")):
            with pytest.raises(InvalidText, match="is empty"):
                save(self.article, draft)

    def test_headline_that_nobody_can_see_is_refused(self):
        with pytest.raises(InvalidText, match="can be seen"):
            save(self.article, make_draft("\u200b"), removed=(uuid_in(self.tag),))
        with pytest.raises(InvalidText, match="can be seen"):
            draft_article("\u200b\u2060")

    def test_headline_of_more_than_300_characters_is_refused(self):
        with pytest.raises(InvalidText, match="300"):
            save(self.article, make_draft("x" * 301))

    def test_creation_and_publication_are_events(self):
        user = make_user()
        publish(article_id=self.article.pk, by=user)
        verbs = Event.objects.filter(subject_type="article").values_list("verb", "actor")
        assert list(verbs) == [("article-published", user.pk), ("article-created", None)]


class DetailsTests(TestCase):
    def change(self, article: Article, **fields: object) -> None:
        details = Details(**{"section": article.section, "language": article.language, **fields})
        change_details(article_id=article.pk, details=details, by=None)

    def test_slug_is_made_from_the_headline(self):
        assert draft_article("A “Big” Day").slug == "a-big-day"

    def test_equal_headlines_get_two_slugs(self):
        assert [draft_article("Same").slug, draft_article("Same").slug] == ["same", "same-2"]

    def test_arabic_headline_keeps_its_letters(self):
        assert draft_article("حزب الله").slug == "حزب-الله"

    def test_headline_without_letters_still_gets_a_slug(self):
        assert draft_article("“…”").slug == "untitled"

    def test_taken_slug_is_refused(self):
        draft_article("One", slug="one")
        with pytest.raises(SlugTaken, match="“one”"):
            draft_article("Two", slug="one")

    def test_slug_of_a_draft_can_change(self):
        article = draft_article("One")
        self.change(article, slug="uno")
        assert Article.objects.get().slug == "uno"

    def test_new_section_of_a_live_article_is_shown_at_once(self):
        article = published_article("One")
        self.change(article, section=make_section("Sport"))
        assert '"slug":"sport"' in Article.objects.get().rendition.summary

    def test_unchanged_details_are_no_event(self):
        article = draft_article("One")
        self.change(article)
        assert not Event.objects.filter(verb="article-details-changed").exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_drafts_pasted_at_once_with_one_id_one_gets_another() -> None:
    pasted = f"<p>{mention(make_person('Ada'))}</p>"
    section = make_section()
    saved = draft_article("Saved", body="<p>Nobody.</p>", section=section)
    race(
        lock_table("articles_mention"),
        lambda: draft_article("One", body=pasted, section=section),
        lambda: save(saved, make_draft("Saved", body=pasted)),
    )
    assert len(set(Mention.objects.values_list("uuid", flat=True))) == 2
