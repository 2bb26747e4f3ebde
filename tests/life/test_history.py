"""What has happened to an article can be read, by those who may see the article."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from articles.models import Article
from tests.factories import article_in, draft_article, make_staff, move

pytestmark = pytest.mark.django_db


def sign_in(role: str) -> Client:
    client = Client()
    client.force_login(make_staff(role))
    return client


def history(client: Client, article: Article, query: str = "") -> str:
    response = client.get(f"/admin/articles/article/{article.pk}/history/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_transitions_with_their_comments_and_who_made_them() -> None:
    article, editor = article_in("in_review"), make_staff("editor", username="grace")
    move(article, "return", editor, comment="Who <says> so?")
    page = history(sign_in("editor"), article)
    assert "in review → draft" in page
    assert "Who &lt;says&gt; so?" in page
    assert "grace" in page
    assert page.index("returned") < page.index("submitted") < page.index("created")


def test_long_history_is_paged() -> None:
    article, client = draft_article(), sign_in("editor")
    for _ in range(26):
        move(article, "submit")
        move(article, "recall")
    page = history(client, article)
    assert page.count("<li>") == 50
    older = page.partition("?before=")[2].partition('"')[0]
    assert "created" in history(client, article, f"?before={older}")
    assert "recalled" in history(client, article, "?before=x")


def test_of_what_one_may_not_see_there_is_none() -> None:
    article = article_in("killed")
    for role, status in (("editor", 404), ("reporter", 404), ("legal", 200)):
        response = sign_in(role).get(f"/admin/articles/article/{article.pk}/history/")
        assert response.status_code == status, role


def test_audit_tells_of_a_killed_article_to_legal_alone() -> None:
    article_in("killed", headline="Libel headline", slug="libel-slug")
    assert "libel-slug" not in audit("administrator")
    assert "libel-slug" in audit("legal")


def audit(role: str) -> str:
    """All that the audit's list and its events' pages show."""
    client = sign_in(role)
    events = client.get("/admin/newsroom/event/").context["cl"].result_list
    pages = [client.get(f"/admin/newsroom/event/{it.pk}/change/") for it in events]
    return "".join(page.content.decode() for page in pages)


def test_django_keeps_no_headlines_beside() -> None:
    article, client = draft_article("Secret headline"), sign_in("editor")
    form = {
        "headline": "Secret headline two",
        "deck": "",
        "body": article.head.body,
        "base": 1,
        "section": article.section.pk,
        "language": "en",
        "slug": article.slug,
    }
    client.post(f"/admin/articles/article/{article.pk}/change/", form)
    client.post("/admin/articles/article/add/", {**form, "base": "", "slug": ""})
    assert Article.objects.count() == 2
    assert not LogEntry.objects.exists()
