"""The admin's people, organisations, quotes and mentions."""

from typing import Any

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles.models import Mention, Rendition, Section
from articles.revisions.saving import save_revision
from entities.models import Affiliation, Alias, Entity
from newsroom.models import Event
from tests.factories import (
    draft_article,
    make_draft,
    make_organisation,
    make_person,
    make_staff,
    make_user,
    mention,
    published_article,
    quote,
)

PEOPLE = "/admin/entities/person/"
NO_INLINES = {
    f"{prefix}-{name}": "0"
    for prefix in ("aliases", "affiliations", "members")
    for name in ("TOTAL_FORMS", "INITIAL_FORMS")
}


class DeskTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user(is_staff=True, is_superuser=True)
        cls.austin = make_person("Lloyd Austin", aliases=["The Secretary"])
        cls.pentagon = make_organisation("Pentagon")
        cls.article = published_article(
            "Budget",
            body=f"<p>{mention(cls.pentagon)}: {mention(cls.austin)} said "
            f"{quote(cls.austin, '“never escalate”')}</p>",
        )
        draft_article(body=f"<p>{quote(cls.austin, '“a secret”', kind='partial')}</p>")

    def setUp(self):
        self.client.force_login(self.editor)

    def listed(self, address: str, **parameters: Any) -> list[str]:
        page = self.client.get(address, parameters)
        assert page.status_code == 200
        return [str(row) for row in page.context["cl"].result_list]


class PeopleTests(DeskTestCase):
    def test_found_by_name_alias_and_in_spite_of_typing_errors(self):
        for query in ("lloyd", "secretary", "Llyod Austin", "AUSTIN"):
            assert self.listed(PEOPLE, q=query) == ["Lloyd Austin"], query
        assert self.listed(PEOPLE, q="zzzz") == []

    def test_list_counts_public_articles_and_quotes(self):
        (person,) = self.client.get(PEOPLE).context["cl"].result_list
        assert (person.shown_article_count, person.shown_quote_count) == (1, 1)

    def test_list_links_to_the_public_page(self):
        assert b'href="/people/lloyd-austin/"' in self.client.get(PEOPLE).content

    def test_added_person_gets_kind_and_slug_and_names_them_in_the_audit(self):
        offices = {
            "aliases-TOTAL_FORMS": "1",
            "aliases-0-name": "BHO",
            "affiliations-TOTAL_FORMS": "1",
            "affiliations-0-organisation": self.pentagon.pk,
            "affiliations-0-title": "President",
        }
        self.client.post(f"{PEOPLE}add/", {**NO_INLINES, "name": " Barack  Obama ", **offices})
        person = Entity.objects.get(slug="barack-obama")
        assert (person.kind, person.name, person.folded_name) == (
            "person",
            "Barack Obama",
            "barack obama",
        )
        assert Alias.objects.get(entity=person).folded_name == "bho"
        assert Affiliation.objects.get(person=person).title == "President"
        assert Event.objects.get(verb="entity-created", subject_id=person.pk).actor == self.editor

    def test_namesake_gets_a_slug_of_his_own(self):
        self.client.post(f"{PEOPLE}add/", {**NO_INLINES, "name": "Lloyd Austin"})
        assert Entity.objects.filter(slug="lloyd-austin-2").exists()

    def test_renaming_outdates_what_was_prepared(self):
        typed = {"name": "Lloyd J. Austin", "initial-name": "Lloyd Austin"}
        fields = {**NO_INLINES, **typed, "aliases-TOTAL_FORMS": "0"}
        self.client.post(f"{PEOPLE}{self.austin.pk}/change/", fields)
        assert Entity.objects.get(pk=self.austin.pk).folded_name == "lloyd j austin"
        assert Rendition.objects.get(article=self.article).is_stale

    def test_bad_wikidata_id_and_taken_one_are_errors_of_the_form(self):
        Entity.objects.filter(pk=self.pentagon.pk).update(wikidata_id="Q11209")
        for given in ("11209", "Q11209"):
            page = self.client.post(
                f"{PEOPLE}add/", {**NO_INLINES, "name": "X", "wikidata_id": given}
            )
            assert page.context["adminform"].form.errors, given

    def test_person_whom_only_an_old_revision_names_cannot_be_deleted(self):
        ada = make_person("Ada")
        draft = draft_article(body=f"<p>{mention(ada)}</p>")
        save_revision(
            article_id=draft.pk,
            base=1,
            draft=make_draft(body="<p>Nobody.</p>"),
            removed=set(Mention.objects.filter(entity=ada).values_list("uuid", flat=True)),
            by=None,
        )
        assert not Mention.objects.filter(entity=ada).exists()
        address = f"{PEOPLE}{ada.pk}/delete/"
        assert self.client.post(address, {"post": "yes"}).status_code == 403
        assert Entity.objects.filter(pk=ada.pk).exists()

    def test_what_another_editor_changed_meanwhile_stays(self):
        Entity.objects.filter(pk=self.austin.pk).update(description="Secretary of Defense")
        opened = {"name": "Lloyd Austin", "description": "", "initial-description": ""}
        mine = {**NO_INLINES, **opened, "initial-name": "Lloyd Austin", "wikidata_id": "Q941013"}
        self.client.post(f"{PEOPLE}{self.austin.pk}/change/", mine)
        austin = Entity.objects.get(pk=self.austin.pk)
        assert (austin.description, austin.wikidata_id) == ("Secretary of Defense", "Q941013")
        data = Event.objects.get(verb="entity-changed").data
        assert data == {"wikidata_id": [None, "Q941013"]}

    def test_changed_aliases_and_offices_are_in_the_audit(self):
        alias = Alias.objects.get(entity=self.austin)
        fields = {
            "name": "Lloyd Austin",
            "initial-name": "Lloyd Austin",
            "aliases-TOTAL_FORMS": "2",
            "aliases-INITIAL_FORMS": "1",
            "aliases-0-id": alias.pk,
            "aliases-0-entity": self.austin.pk,
            "aliases-0-name": alias.name,
            "initial-aliases-0-name": alias.name,
            "aliases-0-DELETE": "on",
            "aliases-1-name": "Raider",
            "affiliations-TOTAL_FORMS": "1",
            "affiliations-0-organisation": self.pentagon.pk,
        }
        self.client.post(f"{PEOPLE}{self.austin.pk}/change/", {**NO_INLINES, **fields})
        event = Event.objects.get(verb="entity-changed")
        assert event.actor == self.editor
        assert event.data == {
            "aliases": {"added": ["Raider"], "removed": ["The Secretary"]},
            "affiliations": {"added": ["Lloyd Austin (Pentagon)"]},
        }

    def test_name_that_unfolds_to_thousands_of_letters_is_stored(self):
        long = "\ufdfa" * 200
        names = {"aliases-TOTAL_FORMS": "1", "aliases-0-name": long}
        page = self.client.post(f"{PEOPLE}add/", {**NO_INLINES, "name": long, **names})
        assert page.status_code == 302
        assert Entity.objects.get(name=long).aliases.get().name == long

    def test_name_and_alias_that_nobody_can_see_are_errors(self):
        names = {"aliases-TOTAL_FORMS": "1", "aliases-0-name": "\u200b"}
        for fields in ({"name": "\u200b\u2060"}, {"name": "Ada", **names}):
            page = self.client.post(f"{PEOPLE}add/", {**NO_INLINES, **fields})
            assert "A name needs a character that can be seen" in page.content.decode()

    def test_aliases_that_differ_in_white_space_only_are_an_error(self):
        names = {f"aliases-{n}-name": name for n, name in enumerate(("Bob  X", "Bob X"))}
        fields = {**NO_INLINES, "name": "Bob", "aliases-TOTAL_FORMS": "2", **names}
        page = self.client.post(f"{PEOPLE}add/", fields)
        assert page.status_code == 200
        assert "correct the duplicate" in page.content.decode()

    def test_one_office_twice_without_a_date_is_an_error(self):
        offices = {f"affiliations-{n}-organisation": self.pentagon.pk for n in range(2)}
        fields = {**NO_INLINES, "name": "X", "affiliations-TOTAL_FORMS": "2", **offices}
        page = self.client.post(f"{PEOPLE}add/", fields)
        assert "The same office stands here twice" in page.content.decode()
        dated = {**fields, "affiliations-0-from_on": "2024-01-01"}
        assert self.client.post(f"{PEOPLE}add/", dated).status_code == 302

    def test_office_that_ends_before_it_begins_is_an_error(self):
        offices = {
            "affiliations-TOTAL_FORMS": "1",
            "affiliations-0-organisation": self.pentagon.pk,
            "affiliations-0-from_on": "2024-02-01",
            "affiliations-0-until_on": "2024-01-01",
        }
        page = self.client.post(f"{PEOPLE}add/", {**NO_INLINES, "name": "X", **offices})
        assert "The end lies before the beginning" in page.content.decode()

    def test_organisations_have_a_list_of_their_own(self):
        assert self.listed("/admin/entities/organisation/") == ["Pentagon"]

    def test_choosing_a_person_offers_the_likest_first(self):
        make_person("Austin Powers")
        parameters = {"app_label": "entities", "model_name": "affiliation", "field_name": "person"}
        found = self.client.get(
            "/admin/autocomplete/", {**parameters, "term": "lloyd austn"}
        ).json()
        assert found["results"][0]["text"].startswith("Lloyd Austin (last in “")

    def test_choosing_a_person_counts_no_articles(self):
        parameters = {"app_label": "entities", "model_name": "affiliation", "field_name": "person"}
        with CaptureQueriesContext(connection) as queries:
            self.client.get("/admin/autocomplete/", {**parameters, "term": "austin"})
        assert not any("quote_count" in query["sql"] for query in queries)

    def test_change_page_counts_public_articles_and_quotes(self):
        page = self.client.get(f"{PEOPLE}{self.austin.pk}/change/")
        person = page.context["original"]
        assert (person.shown_article_count, person.shown_quote_count) == (1, 1)


class TagListTests(DeskTestCase):
    def test_quotes_are_found_by_words_and_by_speaker_in_drafts_too(self):
        address = "/admin/articles/quote/"
        assert self.listed(address, q="escalation") == ["“never escalate”"]
        assert self.listed(address, q="secret") == ["“a secret”", "“never escalate”"]
        assert len(self.listed(address, q="austin")) == 2

    def test_search_of_quotes_without_a_word_or_a_name_finds_none(self):
        assert self.listed("/admin/articles/quote/", q="-war") == []

    def test_search_of_quotes_reads_each_speaker_by_an_index(self):
        page = self.client.get("/admin/articles/quote/", {"q": "austin"})
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
        assert "quote_of_speaker" in page.context["cl"].queryset.explain()

    def test_quotes_are_filtered(self):
        address = "/admin/articles/quote/"
        assert self.listed(address, kind__exact="partial") == ["“a secret”"]
        assert self.listed(address, public="yes") == ["“never escalate”"]
        assert self.listed(address, public="no") == ["“a secret”"]
        assert self.listed(address, person=self.austin.pk, kind__exact="direct") == [
            "“never escalate”"
        ]
        assert self.listed(address, organisation=self.pentagon.pk) == []

    def test_mentions_are_found_by_who_is_meant(self):
        address = "/admin/articles/mention/"
        assert self.listed(address, q="secretary") == ["Lloyd Austin"]
        assert self.listed(address, organisation=self.pentagon.pk) == ["Pentagon"]
        assert len(self.listed(address, field__exact="body")) == 2

    def test_tags_are_only_looked_at_here(self):
        for model in ("quote", "mention"):
            assert self.client.get(f"/admin/articles/{model}/add/").status_code == 403
        row = self.client.get("/admin/articles/quote/").context["cl"].result_list[0]
        page = self.client.get(f"/admin/articles/quote/{row.pk}/change/")
        assert page.status_code == 200
        assert b'name="_save"' not in page.content

    def test_audit_is_only_read(self):
        assert self.client.get("/admin/newsroom/event/").status_code == 200
        assert self.client.get("/admin/newsroom/event/add/").status_code == 403

    def test_audit_is_filtered_by_subject_without_reading_it_for_the_subjects(self):
        with CaptureQueriesContext(connection) as queries:
            listed = self.listed("/admin/newsroom/event/", subject_type="organisation")
        assert listed == [f"entity-created organisation {self.pentagon.pk}"]
        assert not any("DISTINCT" in query["sql"] for query in queries)


class SectionTests(DeskTestCase):
    def change(self, **fields: Any) -> None:
        section = self.article.section
        stored = {"name": section.name, "slug": section.slug, "position": section.position}
        opened = {f"initial-{name}": value for name, value in stored.items()}
        address = f"/admin/articles/section/{section.pk}/change/"
        self.client.post(address, {**stored, **opened, **fields})

    def test_only_what_was_changed_is_stored_and_told(self):
        Section.objects.update(position=7)
        self.change(name="Globe")
        section = Section.objects.get()
        assert (section.name, section.position) == ("Globe", 7)
        assert Event.objects.get(verb="section-changed").data == {"name": ["World", "Globe"]}
        assert Rendition.objects.get().card == ""

    def test_saved_unchanged_is_no_event(self):
        self.change()
        assert not Event.objects.filter(verb="section-changed").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "articles/article/?state__exact=%00",
        "articles/quote/?kind__exact=%00",
        "articles/mention/?q=%00",
        "articles/section/?name=%00",
        "entities/person/?slug=%00",
        "newsroom/event/?subject_type=%00",
        "newsroom/user/?username=%00",
        "autocomplete/?app_label=articles&model_name=article&field_name=section&term=%00",
    ],
)
def test_nul_is_no_crash(address, admin_client) -> None:
    assert admin_client.get(f"/admin/{address}", follow=True).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("o", ["1", "-2.3", "5.4.3.2.1"])
@pytest.mark.parametrize(
    "address", ["articles/quote", "articles/mention", "entities/person", "newsroom/event"]
)
def test_long_list_is_sorted_by_its_index_whatever_is_asked(address, o, admin_client) -> None:
    page = admin_client.get(f"/admin/{address}/", {"o": o})
    plain = admin_client.get(f"/admin/{address}/")
    assert order_of(page) == order_of(plain)
    assert b"sortable" not in page.content


def order_of(page: Any) -> Any:
    return page.context["cl"].queryset.query.order_by


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["articles/article", "articles/quote", "articles/mention", "entities/person"]
)
def test_list_costs_the_same_queries_for_one_row_and_for_many(
    address, admin_client, django_assert_max_num_queries
):
    def make(name: str) -> None:
        person = make_person(name)
        published_article(body=f"<p>{mention(person)} said {quote(person, '“no”')}</p>")

    make("First Person")
    admin_client.get(f"/admin/{address}/")
    with django_assert_max_num_queries(100) as few:
        admin_client.get(f"/admin/{address}/")
    for number in range(5):
        make(f"Person Number {number}")
    with django_assert_max_num_queries(len(few)):
        admin_client.get(f"/admin/{address}/")


@pytest.mark.django_db
def test_that_somebody_is_sensitive_is_said_by_any_editor_and_taken_back_by_legal(client):
    person = make_person("Ada", is_sensitive=False)
    address = f"/admin/entities/person/{person.pk}/change/"

    def is_asked(role: str) -> bool:
        client.force_login(make_staff(role))
        return 'name="is_sensitive"' in client.get(address).content.decode()

    assert is_asked("editor")
    type(person).objects.update(is_sensitive=True)
    assert not is_asked("editor")
    assert is_asked("legal")
