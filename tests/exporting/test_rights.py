"""Rights to export, at the desk and by its API, and the audit's events of it."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from articles.exporting.export import export_article
from articles.models import Article
from articles.revisions.saving import save_revision
from newsroom.lib.errors import NotAllowed
from newsroom.models import Event
from tests.exporting.holding import held
from tests.factories import article_in, draft_article, make_draft, make_staff

pytestmark = pytest.mark.django_db
STATES = ("draft", "in_review", "ready", "scheduled", "published", "withdrawn", "killed")


@pytest.fixture(autouse=True)
def _no_throttle() -> None:
    cache.clear()


def path(article: Article) -> str:
    return f"/api/v1/articles/{article.pk}/ninjs/"


def desk(role: str) -> Client:
    client = Client()
    client.force_login(make_staff(role))
    return client


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    ("role", "status"),
    [("reporter", 404), ("editor", 200), ("publisher", 200), ("legal", 200), ("", 403)],
)
def test_who_may_see_an_article_may_export_it(role: str, status: int, state: str) -> None:
    article = article_in(state)
    if state == "killed" and role in ("editor", "publisher"):
        status = 404
    response = desk(role).get(path(article))
    assert response.status_code == status
    assert Event.objects.filter(verb="article-exported").count() == (
        status == 200 and state != "published"
    )
    if status == 200:
        held(response.json())


def test_public_is_refused_even_what_is_public() -> None:
    assert Client().get(path(article_in("published"))).status_code == 401


def test_reporter_exports_own_drafts() -> None:
    ada = make_staff("reporter")
    article = draft_article()
    with pytest.raises(NotAllowed):
        export_article(article_id=article.pk, by=ada)
    Article.objects.update(created_by=ada)
    assert export_article(article_id=article.pk, by=ada).content["pubStatus"] == "withheld"


def test_what_leaves_the_house_before_its_time_is_in_the_audit() -> None:
    ada, article = make_staff("editor"), article_in("published")
    export_article(article_id=article.pk, by=ada)
    assert not Event.objects.filter(verb="article-exported").exists()
    save_revision(article_id=article.pk, base=1, draft=make_draft("Newer"), by=None)
    export_article(article_id=article.pk, by=ada, of_head=True)
    event = Event.objects.get(verb="article-exported")
    assert (event.actor, event.subject_type, event.subject_id) == (ada, "article", article.pk)
    assert event.data == {"revision": 2, "status": "withheld", "format": "ninjs"}


def test_notice_of_what_is_gone_has_no_revision_in_the_audit() -> None:
    export_article(article_id=article_in("killed").pk, by=None)
    assert Event.objects.get(verb="article-exported").data["revision"] is None


class TestApi:
    def test_is_a_file_that_nothing_keeps(self) -> None:
        article = article_in("draft")
        response = desk("editor").get(path(article))
        assert response.headers["Content-Type"] == "application/json"
        name = f"article-{article.pk}-revision-1.ninjs.json"
        assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert "no-store" in response.headers["Cache-Control"]

    def test_working_copy_is_exported_when_asked_for(self) -> None:
        article = article_in("published")
        save_revision(article_id=article.pk, base=1, draft=make_draft("Newer"), by=None)
        client = desk("editor")
        versions = [client.get(path(article), q).json()["version"] for q in ({}, HEAD)]
        assert versions == ["1", "2"]

    @pytest.mark.parametrize(
        "query", [{"revision": "3"}, {"revision": ""}, {"format": "xml"}, {"revision": "live"}]
    )
    def test_unknown_parameters_and_values_are_named(self, query: dict[str, str]) -> None:
        response = desk("editor").get(path(article_in("draft")), query)
        assert response.status_code == 400
        assert response.json()["errors"][0]["name"] in query
        assert not Event.objects.filter(verb="article-exported").exists()

    def test_unknown_article_is_not_found(self) -> None:
        for pk in (999999, 9**30):
            assert desk("editor").get(f"/api/v1/articles/{pk}/ninjs/").status_code == 404

    def test_nothing_else_can_be_done_there(self) -> None:
        assert desk("editor").post(path(article_in("draft"))).status_code in (403, 405)


HEAD = {"revision": "head"}


def test_query_count_is_constant(django_assert_max_num_queries: Any) -> None:
    client, article = desk("publisher"), draft_article()
    # Session, user, two of rights, the savepoint, article, corrections, two of events, rendition.
    with django_assert_max_num_queries(11):
        client.get(path(article))


class TestDesk:
    def page(self, article: Article, role: str = "editor") -> str:
        address = f"/admin/articles/article/{article.pk}/change/"
        return desk(role).get(address).content.decode()

    def test_article_s_page_leads_to_its_export(self) -> None:
        article = article_in("published")
        page = self.page(article)
        assert f'href="{path(article)}"' in page
        assert "?revision=head" not in page

    def test_both_are_offered_where_they_differ(self) -> None:
        changed = article_in("published")
        save_revision(article_id=changed.pk, base=1, draft=make_draft("Newer"), by=None)
        for article in (changed, article_in("withdrawn")):
            assert f'href="{path(article)}?revision=head"' in self.page(article)

    def test_killed_article_has_its_notice_alone(self) -> None:
        article = article_in("killed")
        page = self.page(article, "legal")
        assert f'href="{path(article)}"' in page
        assert "?revision=head" not in page
