"""The admin's articles: no save loses a tag unasked, or another's text."""

from typing import Any

from articles.admin.forms import ArticleForm
from articles.models import Article, Mention, Revision
from articles.publication.publishing import publish
from articles.revisions.details import Details, change_details
from articles.revisions.saving import save_revision
from tests.desk.editing import ADD, DeskTestCase, change
from tests.factories import (
    draft_article,
    make_draft,
    make_organisation,
    make_section,
    mention,
)


class SavingTests(DeskTestCase):
    def test_change_page_shows_text_and_tags(self):
        page = self.client.get(change(self.article)).content.decode()
        assert "Lloyd Austin" in page
        assert "data-mention" in page
        assert "Revision 1" in page

    def test_opened_and_saved_unchanged_is_no_revision(self):
        page = self.client.get(change(self.article))
        shown = page.context["adminform"].form.initial
        response = self.save(body=shown["body"])
        assert "Nothing was changed" in response.content.decode()
        assert Revision.objects.count() == 1

    def test_save_is_a_revision_by_the_editor(self):
        self.save(body=self.article.head.body.replace("Gone", "Over"))
        head = Article.objects.get().head
        assert (head.number, head.created_by, head.body_text) == (
            2,
            self.editor,
            "Austin spoke.\n\nOver.",
        )

    def test_new_article_gets_its_slug_from_the_headline(self):
        self.client.post(
            ADD, self.form(headline="A New Day", body="<p>Dawn.</p>", slug="", base="")
        )
        assert Article.objects.get(slug="a-new-day").head.created_by == self.editor

    def test_hostile_html_is_cleaned(self):
        self.save(body=self.article.head.body + '<script>alert(1)</script><p onclick="x()">Hi</p>')
        body = Article.objects.get().head.body
        assert body.endswith("<p>Hi</p>")
        assert "script" not in body

    def test_save_says_which_tags_were_added_and_changed(self):
        pentagon = make_organisation("Pentagon")
        body = self.article.head.body.replace(">Austin<", ">He<").replace("Gone", mention(pentagon))
        page = self.save(body=body).content.decode()
        assert "Tags added (1): “Pentagon”" in page
        assert "it was on “Austin” and is now on “He”" in page

    def test_words_that_still_name_the_entity_need_no_check(self):
        for words in ("Austin’s", "Lloyd Austin"):
            body = self.article.head.body.replace(">Austin<", f">{words}<")
            page = self.save(body=body, base=Article.objects.get().head.number)
            assert "Check this tag" not in page.content.decode(), words

    def test_removed_tag_is_asked_about_and_nothing_is_stored(self):
        page = self.save(body="<p>Austin spoke.</p>").content.decode()
        assert "These tags would be lost" in page
        assert "&lt;p&gt;Austin spoke.&lt;/p&gt;" in page
        assert Revision.objects.count() == 1

    def test_removal_that_was_confirmed_is_done(self):
        uuid = Mention.objects.get().uuid
        page = self.save(body="<p>Austin spoke.</p>", confirm_removal=f"{uuid} ").content.decode()
        assert "Tags removed (1): “Austin”" in page
        assert not Mention.objects.exists()

    def test_confirmation_of_one_tag_is_none_of_another(self):
        self.save(
            body="<p>Austin spoke.</p>",
            confirm_removal="nonsense 00000000-0000-0000-0000-000000000000",
        )
        assert Mention.objects.exists()

    def test_problem_with_a_tag_is_an_error_of_its_field(self):
        page = self.save(
            body='<p><span data-mention="x" data-entity="who">Who</span></p>'
        ).content.decode()
        assert "“Who”" in page
        assert Revision.objects.count() == 1

    def test_unknown_person_is_an_error_in_words(self):
        page = self.save(
            body=self.article.head.body.replace(
                "Gone", '<span data-mention="" data-entity="99999">X</span>'
            )
        )
        assert "No person or organisation has the id 99999" in page.content.decode()

    def test_lone_surrogate_and_nul_are_errors_and_no_crash(self):
        for bad in ("<p>\x00</p>", "<p>&#xD800;</p>"):
            assert self.save(body=bad).status_code == 200

    def test_tags_without_words_are_reported_though_nothing_changed(self):
        empty = '<span data-mention="" data-entity="1"> </span>'
        page = self.save(body=self.article.head.body.replace("</p>", f"{empty}</p>", 1))
        assert "Nothing was changed" in page.content.decode()
        assert "1 tags had no words left" in page.content.decode()

    def test_new_article_is_said_to_be_stored_with_what_became_of_its_tags(self):
        body = f"<p>{mention(self.austin)} {mention(self.austin, ' ')}</p>"
        fields = self.form(headline="New", body=body, slug="", base="")
        page = self.client.post(ADD, fields, follow=True).content.decode()
        assert "The article is stored" in page
        assert "Tags added (1): “Lloyd Austin”" in page
        assert "1 tags had no words left" in page

    def test_taken_slug_is_an_error_of_the_slug(self):
        draft_article("Other", slug="other")
        page = self.save(slug="other")
        assert "The article “Other” has or had the address" in str(
            page.context["adminform"].form.errors["slug"]
        )

    def test_bad_slug_is_an_error_in_words(self):
        assert "cannot be a slug" in self.save(slug="not a slug").content.decode()

    def test_bad_slug_is_said_once_at_its_field(self):
        form = self.save(slug="not a slug").context["adminform"].form
        assert list(form.errors) == ["slug"]
        assert len(form.errors["slug"]) == 1

    def test_unknown_section_is_an_error_of_its_field(self):
        for section in ("999999", "none"):
            assert list(self.save(section=section).context["adminform"].form.errors) == ["section"]

    def test_overlong_byline_is_an_error(self):
        assert self.save(byline="x" * 201).context["adminform"].form.errors["byline"]


class DetailsTests(DeskTestCase):
    """Section, language and slug stand in no revision, so a page may be older than they are."""

    def opened(self) -> dict[str, Any]:
        """Return the page's fields as it would send them back unchanged, hidden ones too."""
        fields = self.form()
        remembered = ("section", "language", "slug", "byline", "source")
        return fields | {f"initial-{name}": fields[name] for name in remembered}

    def change_meanwhile(self, **fields: Any) -> None:
        stored = {"section": self.article.section, "language": "en", "slug": "austin-speaks"}
        details = Details(**{**stored, **fields})
        change_details(article_id=self.article.pk, details=details, by=None)

    def test_page_remembers_what_it_showed(self):
        page = self.client.get(change(self.article)).content.decode()
        for name in ("section", "language", "slug", "byline", "source"):
            assert f'name="initial-{name}"' in page

    def test_what_another_editor_changed_stays(self):
        opened, sport = self.opened(), make_section("Sport")
        self.change_meanwhile(section=sport, language="ar", slug="another")
        self.client.post(change(self.article), {**opened, "byline": "Me"})
        article = Article.objects.get()
        assert (article.section, article.language, article.slug) == (sport, "ar", "another")
        assert article.head.byline == "Me"

    def test_what_this_editor_changed_is_stored_and_the_rest_stays(self):
        opened, sport = self.opened(), make_section("Sport")
        self.change_meanwhile(language="ar")
        self.client.post(change(self.article), {**opened, "section": sport.pk})
        article = Article.objects.get()
        assert (article.section, article.language) == (sport, "ar")

    def test_form_of_a_draft_published_meanwhile_knows_what_readers_would_see(self):
        form = ArticleForm({**self.opened(), "language": "ar"}, instance=self.article)
        publish(article_id=self.article.pk, by=None)
        assert form.is_valid()
        assert form.changes_what_readers_see

    def test_newer_byline_and_source_are_shown_and_stay_under_a_text_put_on_top(self):
        opened = self.opened()
        draft = make_draft("Austin speaks", body=self.article.head.body, byline="B", source="S")
        save_revision(article_id=self.article.pk, base=1, draft=draft, by=None)
        mine = {**opened, "headline": "Mine", "source": "Me"}
        page = self.client.post(change(self.article), mine)
        rows = page.context["adminform"].form.differences.fields
        shown = {name: [item.text for row in rows[name] for item in row.old] for name in rows}
        assert (shown["source"], shown["headline"]) == (["S"], ["Austin speaks"])
        assert "byline" not in shown  # left alone, it stays as it was saved
        self.client.post(change(self.article), {**mine, "take_over": 2})
        head = Article.objects.get().head
        assert (head.number, head.headline, head.byline, head.source) == (3, "Mine", "B", "Me")


class StaleSaveTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        body = self.article.head.body.replace("Gone", "Saved by another")
        save_revision(
            article_id=self.article.pk,
            base=1,
            draft=make_draft("Austin speaks", body=body),
            by=None,
        )
        self.mine = self.article.head.body.replace("Gone", "Mine")

    def test_stale_save_is_refused_and_shows_both_texts(self):
        page = self.client.post(change(self.article), self.form(body=self.mine)).content.decode()
        assert "Somebody else saved this article meanwhile" in page
        assert "<del>Saved by another.</del>" in page
        assert "<ins>Mine.</ins>" in page
        assert "Mine" in page
        assert Revision.objects.count() == 2

    def test_editor_can_put_her_text_on_top_of_the_newer_one(self):
        self.client.post(change(self.article), self.form(body=self.mine, take_over=2))
        head = Article.objects.get().head
        assert (head.number, head.base.number) == (3, 2)
        assert "Mine" in head.body_text

    def test_taking_over_a_revision_that_is_stale_too_is_refused(self):
        draft = make_draft("Third", body=self.article.head.body)
        save_revision(article_id=self.article.pk, base=2, draft=draft, by=None)
        self.client.post(change(self.article), self.form(body=self.mine, take_over=2))
        assert Revision.objects.count() == 3

    def test_missing_base_is_stale(self):
        self.client.post(change(self.article), self.form(body=self.mine, base=""))
        assert Revision.objects.count() == 2
