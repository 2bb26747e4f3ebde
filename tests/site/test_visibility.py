"""What is not public can be seen nowhere; what is public can be seen everywhere."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Quote
from articles.revisions.saving import save_revision
from tests.factories import (
    draft_article,
    make_draft,
    make_organisation,
    make_person,
    make_section,
    mention,
    published_article,
    quote,
    withdraw,
)
from tests.site.pages import client, main_of

pytestmark = pytest.mark.django_db

WORDS = "Turbines turn slowly tonight"
LISTS = [
    "/",
    "/sections/world/",
    "/people/",
    "/people/?q=Ada",
    "/organisations/",
    "/quotes/",
    "/search/?q=turbines",
]
SECRETS = [WORDS, "Ada Quimby", "Windmill Works", "we shall see"]


def write(state: str) -> Article:
    person, works = make_person("Ada Quimby"), make_organisation("Windmill Works")
    said = quote(person, "we shall see")
    text = {"body": f"<p>{mention(person)} of {mention(works)} said {said}.</p>"}
    if state == "draft":
        return draft_article(WORDS, **text)
    at = timezone.now() + timedelta(hours=1) if state == "future" else None
    article = published_article(WORDS, at=at, **text)
    return withdraw(article) if state == "withdrawn" else article


def own_pages(article: Article) -> list[str]:
    said = Quote.objects.get(revision=article.head_id)
    return [
        article.get_absolute_url(),
        said.get_absolute_url(),
        "/people/ada-quimby/",
        "/organisations/windmill-works/",
        f"/quotes/?speaker={said.speaker_id}",
        "/quotes/?speaker=ada-quimby",
    ]


@pytest.mark.parametrize("state", ["draft", "withdrawn", "future"])
def test_what_is_not_public_has_no_page(state: str) -> None:
    article = write(state)
    for path in own_pages(article):
        is_gone = state == "withdrawn" and path == article.get_absolute_url()
        response = client.get(path)
        assert response.status_code == (410 if is_gone else 404), path
        assert not [secret for secret in SECRETS if secret in response.content.decode()], path


@pytest.mark.parametrize("state", ["draft", "withdrawn", "future"])
@pytest.mark.parametrize("path", LISTS)
def test_what_is_not_public_is_in_no_list(state: str, path: str) -> None:
    make_section("World")
    write(state)
    html = main_of(client.get(path).content.decode())
    assert not [secret for secret in SECRETS if secret in html]


def test_what_is_public_has_pages_and_is_in_lists() -> None:
    for path in [*own_pages(write("published")), *LISTS]:
        response = client.get(path)
        assert response.status_code == 200, path
        assert any(words in main_of(response.content.decode()) for words in SECRETS), path


def test_an_unpublished_edit_is_not_seen() -> None:
    article = published_article("As published", body="<p>Old words.</p>")
    save_revision(
        article_id=article.pk, base=1, draft=make_draft("As edited", body="<p>New.</p>"), by=None
    )
    html = client.get(article.get_absolute_url()).content.decode()
    assert "As published" in html
    assert "As edited" not in html
    assert "As edited" not in client.get("/").content.decode()
