"""A renamed entity is named rightly at once, everywhere."""

from django.core.management import call_command
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Rendition
from articles.publication.sections import change_section
from articles.publication.stale_renditions import REFRESH, REFRESHED_AT_ONCE, refresh_renditions
from entities.services.editing import change_entity
from tests.factories import draft_article, make_person, make_section, mention, published_article
from tests.prepared import read_prepared


class RenamingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.person = make_person("Robert Galbraith")
        cls.article = published_article(body=f"<p>{mention(cls.person)} writes.</p>")
        cls.other = published_article(body="<p>Nobody writes.</p>")

    def rename(self):
        self.person.name = "J. K. Rowling"
        change_entity(entity=self.person, by=None)

    def people(self) -> list[str]:
        result = self.client.get(f"/api/v1/articles/{self.article.pk}/").json()
        return [person["name"] for person in result["people"]]

    def test_api_names_the_entity_by_its_new_name_before_any_refresh(self):
        self.rename()
        assert Rendition.objects.get(article=self.article).is_stale
        assert self.people() == ["J. K. Rowling"]
        listed = self.client.get("/api/v1/articles/").json()["results"]
        assert {name["name"] for article in listed for name in article["people"]} == {
            "J. K. Rowling"
        }

    def test_only_articles_that_name_the_entity_become_stale(self):
        self.rename()
        assert list(Rendition.objects.filter(is_stale=True)) == [self.article.rendition]

    def test_refreshing_stores_what_is_right(self):
        self.rename()
        call_command("refresh_renditions", verbosity=0, stdout=None)
        stored = Rendition.objects.get(article=self.article)
        assert not stored.is_stale
        assert read_prepared(stored.summary)["people"][0]["name"] == "J. K. Rowling"

    def test_renditions_of_few_articles_are_renewed_at_once(self):
        with self.captureOnCommitCallbacks(execute=True):
            self.rename()
        stored = Rendition.objects.get(article=self.article)
        assert not stored.is_stale
        assert "J. K. Rowling" in stored.summary

    def test_list_of_stale_articles_costs_the_same_queries_for_one_and_for_many(self):
        Rendition.objects.update(is_stale=True, card="")
        one = [self.queries(address) for address in ("/", "/api/v1/articles/")]
        for _ in range(5):
            published_article(body=f"<p>{mention(self.person)} writes.</p>")
        Rendition.objects.update(is_stale=True, card="")
        many = [self.queries(address) for address in ("/", "/api/v1/articles/")]
        assert many == one

    def queries(self, address: str) -> int:
        self.client.get(address)  # reads the menu, which is kept
        with CaptureQueriesContext(connection) as queries:
            assert self.client.get(address).status_code == 200
        return len(queries)

    def test_unchanged_name_makes_nothing_stale(self):
        self.person.description = "Writer"
        change_entity(entity=self.person, by=None)
        assert not Rendition.objects.filter(is_stale=True).exists()

    def test_refreshing_an_article_that_readers_do_not_see_does_nothing(self):
        assert refresh_renditions([10**9, draft_article().pk]) == 0


class SectionRenamingTests(TestCase):
    def test_renamed_section_is_named_rightly_everywhere_at_once(self):
        article = published_article(section=make_section("World"))
        section = article.section
        section.name = "Planet"
        change_section(section=section, by=None)
        listed = self.client.get("/api/v1/articles/").json()["results"][0]
        assert listed["section"]["name"] == "Planet"
        for address in ("/sections/world/", article.get_absolute_url(), "/search/?q=headline"):
            page = self.client.get(address).content.decode()
            assert "Planet" in page.split("<main", 1)[1], address

    def test_section_that_only_moved_makes_nothing_stale(self):
        section = published_article().section
        section.position = 5
        change_section(section=section, by=None)
        assert not Rendition.objects.filter(is_stale=True).exists()


class RenamingSomebodyFrequentTests(TestCase):
    def test_renditions_of_many_articles_are_left_to_the_worker_in_one_job(self):
        person = make_person("Robert Galbraith")
        body = f"<p>{mention(person)} writes.</p>"
        for _ in range(REFRESHED_AT_ONCE + 1):
            published_article(body=body)
        for name in ("J. K. Rowling", "Joanne Rowling"):
            person.name = name
            with self.captureOnCommitCallbacks(execute=True):
                change_entity(entity=person, by=None)
        assert ProcrastinateJob.objects.get().task_name == REFRESH
        assert Rendition.objects.filter(is_stale=True).count() == REFRESHED_AT_ONCE + 1
