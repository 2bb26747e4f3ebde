"""The admin's people, organisations, quotes and mentions."""

from typing import Any

import pytest
from django.test import TestCase

from articles.models import Rendition
from entities.models import Affiliation, Alias, Entity
from newsroom.models import Event
from tests.factories import (
    draft_article,
    make_organisation,
    make_person,
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
        fields = {**NO_INLINES, "name": "Lloyd J. Austin", "aliases-TOTAL_FORMS": "0"}
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

    def test_person_whom_text_names_cannot_be_deleted(self):
        assert (
            self.client.post(f"{PEOPLE}{self.austin.pk}/delete/", {"post": "yes"}).status_code
            == 403
        )
        nobody = make_person("Nobody")
        self.client.post(f"{PEOPLE}{nobody.pk}/delete/", {"post": "yes"})
        assert not Entity.objects.filter(pk=nobody.pk).exists()

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
        assert found["results"][0]["text"] == "Lloyd Austin"


class TagListTests(DeskTestCase):
    def test_quotes_are_found_by_words_and_by_speaker_in_drafts_too(self):
        address = "/admin/articles/quote/"
        assert self.listed(address, q="escalation") == ["“never escalate”"]
        assert self.listed(address, q="secret") == ["“a secret”", "“never escalate”"]
        assert len(self.listed(address, q="austin")) == 2

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
