"""The admin's articles: no save loses a tag unasked, or another's text."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.admin.forms import ArticleForm
from articles.models import Article, Mention, Revision
from articles.models.article import UNPUBLISHED
from articles.services.drafting import Details, change_details, save_revision
from articles.services.publishing import publish
from newsroom.models import Event
from tests.factories import (
    draft_article,
    make_draft,
    make_organisation,
    make_person,
    make_section,
    make_user,
    mention,
    published_article,
    quote,
)

ADD = "/admin/articles/article/add/"
LIST = "/admin/articles/article/"


def take_back(article: Article) -> str:
    return f"{LIST}{article.pk}/take-back/"


def change(article: Article) -> str:
    return f"{LIST}{article.pk}/change/"


class DeskTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user(is_staff=True, is_superuser=True)
        cls.austin = make_person("Lloyd Austin", aliases=["The Secretary"])
        cls.tag = mention(cls.austin, "Austin")
        cls.article = draft_article("Austin speaks", body=f"<p>{cls.tag} spoke.</p><p>Gone.</p>")

    def setUp(self):
        self.client.force_login(self.editor)

    def form(self, article: Article | None = None, **fields: Any) -> dict[str, Any]:
        """What the change page would send back, with `fields` typed over."""
        article = article or self.article
        head = article.head
        return {
            "headline": head.headline,
            "deck": head.deck,
            "body": head.body,
            "section": article.section.pk,
            "language": article.language,
            "slug": article.slug,
            "byline": head.byline,
            "source": head.source,
            "base": head.number,
            **fields,
        }

    def save(self, **fields: Any) -> Any:
        return self.client.post(change(self.article), self.form(**fields), follow=True)


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
        for words in ("AUSTIN’S", "Lloyd Austin"):
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
        assert "Another article has the address" in str(
            page.context["adminform"].form.errors["slug"]
        )

    def test_bad_slug_is_an_error_in_words(self):
        assert "cannot be a slug" in self.save(slug="not a slug").content.decode()

    def test_overlong_byline_is_an_error(self):
        assert self.save(byline="x" * 201).context["adminform"].form.errors["byline"]


class DetailsTests(DeskTestCase):
    """Section, language and slug stand in no revision, so a page may be older than they are."""

    def opened(self) -> dict[str, Any]:
        """What the page sends back unchanged, with what it remembers."""
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
        page = self.client.post(change(self.article), mine).content.decode()
        assert 'id="newer-byline" class="vTextField" readonly value="B"' in page
        assert 'id="newer-source" class="vTextField" readonly value="S"' in page
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
        assert "Saved by another" in page
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


def article_link(article: Article) -> str:
    return f'href="{article.get_absolute_url()}"'


class PublishingTests(DeskTestCase):
    def press(self, button: str, **fields: Any) -> Any:
        self.article.refresh_from_db()
        return self.client.post(
            change(self.article), self.form(**fields, **{button: "1"}), follow=True
        )

    def test_save_and_publish_does_both(self):
        self.press("_publish", body=self.article.head.body.replace("Gone", "Over"))
        article = Article.objects.public().get()
        assert article.live.number == 2

    def test_taken_back_article_is_a_draft(self):
        self.press("_publish")
        page = self.client.post(take_back(self.article), follow=True).content.decode()
        assert "Taken back" in page
        assert not Article.objects.public().exists()

    def test_taking_back_stores_nothing_that_was_typed(self):
        self.press("_publish")
        self.client.post(take_back(self.article), self.form(body="<p>Half a thou"))
        article = Article.objects.get()
        assert (article.live, article.head.number) == (None, 1)

    def test_taking_back_is_a_post_and_of_something_public(self):
        assert self.client.get(take_back(self.article)).status_code == 405
        page = self.client.post(take_back(self.article), follow=True).content.decode()
        assert "This article is not published" in page
        assert self.client.post(f"{LIST}999999/take-back/").status_code == 404

    def test_taking_back_by_another_site_is_refused(self):
        stranger = Client(enforce_csrf_checks=True)
        stranger.force_login(self.editor)
        assert stranger.post(take_back(self.article)).status_code == 403

    def test_draft_has_no_link_to_a_page(self):
        page = self.client.get(change(self.article)).content.decode()
        assert article_link(self.article) not in page
        assert "View on site" not in page

    def test_article_that_waits_says_so_and_is_published_by_the_button(self):
        later = timezone.now() + timedelta(days=365)
        publish(article_id=self.article.pk, by=None, at=later)
        page = self.client.get(change(self.article)).content.decode()
        assert "Readers will see it from" in page
        assert article_link(self.article) not in page
        assert "Published." in self.press("_publish").content.decode()
        assert Article.objects.public().exists()
        page = self.client.get(change(self.article)).content.decode()
        assert article_link(self.article) in page

    def test_publishing_what_is_published_is_a_message(self):
        self.press("_publish")
        page = self.press("_publish").content.decode()
        assert "Readers see this revision already" in page

    def test_events_name_the_editor(self):
        self.press("_publish")
        assert Event.objects.get(verb="article-published").actor == self.editor

    def test_editor_without_the_right_has_no_button_and_cannot_publish(self):
        reporter = make_user(is_staff=True)
        rights = ["add_article", "change_article", "view_article"]
        reporter.user_permissions.set(Permission.objects.filter(codename__in=rights))
        self.client.force_login(reporter)
        assert b"_publish" not in self.client.get(change(self.article)).content
        assert self.press("_publish").status_code == 403
        assert not Article.objects.public().exists()

    def test_new_article_can_be_published_at_once(self):
        fields = self.form(headline="At once", body="<p>Now.</p>", slug="", base="", _publish="1")
        self.client.post(ADD, fields)
        assert Article.objects.public().get().slug == "at-once"

    def test_slug_of_a_published_article_cannot_be_typed_over(self):
        self.press("_publish")
        self.press("_continue", slug="elsewhere")
        assert Article.objects.get().slug == "austin-speaks"

    def test_nobody_deletes_an_article(self):
        assert (
            self.client.post(f"{LIST}{self.article.pk}/delete/", {"post": "yes"}).status_code == 403
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

    def test_what_is_unpublished_has_an_index(self):
        unpublished = Article.objects.filter(UNPUBLISHED).order_by("-pk").values("pk")[:10]
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
        assert "article_unpublished" in unpublished.explain()

    def test_search_tests_no_article_one_by_one(self):
        found = self.client.get(LIST, {"q": "budget"}).context["cl"].queryset
        assert "SubPlan" not in found.explain()

    def test_list_is_sorted_by_its_index_whatever_is_asked(self):
        page = self.client.get(LIST, {"o": "-2.1"})
        assert page.context["cl"].queryset.query.order_by == ("-id",)

    def test_nul_in_a_filter_is_no_crash(self):
        for parameters in ({"state__exact": "\0"}, {"q": "\0"}, {"\0": "x"}):
            assert self.client.get(LIST, parameters, follow=True).status_code == 200

    def test_search_of_stop_words_or_nothing_is_no_error(self):
        assert self.listed(q="is") == set()
        assert len(self.listed(q=" ")) == 2

    def test_filters(self):
        assert self.listed(state__exact="draft") == {"austin-speaks"}
        assert self.listed(section__id__exact=self.live.section_id) == {"budget-passed"}
        assert self.listed(organisation=self.pentagon.pk) == {"budget-passed"}
        assert self.listed(person=self.austin.pk) == {"austin-speaks", "budget-passed"}
        assert len(self.listed(person="nobody")) == 2

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


VIEW = ["view_article"]
CHANGE = [*VIEW, "add_article", "change_article"]
PUBLISH = [*CHANGE, "publish_article"]


def sign_in(client: Client, rights: list[str] | None) -> None:
    user = make_user(is_staff=True, is_superuser=rights is None)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights or []))
    client.force_login(user)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rights", "buttons", "statuses"),
    [
        # The article's page, adding one, saving, publishing, changing what readers see, taking back
        (VIEW, set(), [200, 403, 403, 403, 403, 403]),
        (CHANGE, {"_save"}, [200, 200, 302, 403, 302, 403]),
        (PUBLISH, {"_save", "_publish", "take-back"}, [200, 200, 302, 302, 302, 302]),
        (None, {"_save", "_publish", "take-back"}, [200, 200, 302, 302, 302, 302]),
    ],
    ids=["view", "change", "publish", "superuser"],
)
@pytest.mark.parametrize("is_live", [True, False], ids=["live", "draft"])
def test_who_may_do_what(client, rights, buttons, statuses, is_live) -> None:
    tagged = f"<p>{mention(make_person('Ada'))} spoke.</p>"
    article = (published_article if is_live else draft_article)("Seen", body=tagged)
    sign_in(client, rights)
    form, address = DeskTestCase().form(article), change(article)
    sport = make_section("Sport")
    page = client.get(address)
    assert "Ada spoke." in page.content.decode() or rights != VIEW
    shown = {name for name in ("_save", "_publish") if f'name="{name}"' in page.content.decode()}
    shown |= {"take-back"} if 'form="take-back"' in page.content.decode() else set()
    assert shown == (buttons if is_live else buttons - {"take-back"})
    assert [
        page.status_code,
        client.get(ADD).status_code,
        client.post(address, {**form, "_save": "1"}).status_code,
        client.post(address, {**form, "_publish": "1"}).status_code,
        client.post(address, {**form, "section": sport.pk, "_save": "1"}).status_code,
        client.post(take_back(article)).status_code,
    ] == statuses
    may_move = rights in (PUBLISH, None) or (rights == CHANGE and not is_live)
    assert (Article.objects.get().section == sport) is may_move
