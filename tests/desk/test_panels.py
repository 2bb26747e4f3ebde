"""The pages of an article's panels are for those who may enter the desk and see the article."""

from uuid import uuid4

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, reverse

from articles.models import Article
from newsroom.models import User
from tests.factories import draft_article, make_user

pytestmark = pytest.mark.django_db

OTHERS = {"name": "submit", "number": 1, "uuid": uuid4(), "correction_id": 1}
PAGES: list[URLPattern] = [
    page for panel in admin.site.get_model_admin(Article).panels for page in panel.urls()
]


def address(page: URLPattern, article_id: int) -> str:
    parts = page.pattern.converters
    others = {name: OTHERS[name] for name in parts if name != "article_id"}
    return reverse(f"admin:{page.name}", kwargs={"article_id": article_id, **others})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_of_a_panel_is_guarded(page: URLPattern, client: Client) -> None:
    own = address(page, draft_article("Words").pk)
    assert "/admin/login/" in client.post(own)["Location"]
    client.force_login(make_user(is_staff=True))
    assert client.post(own).status_code == 404
    client.force_login(User.objects.create_superuser("chief"))
    assert client.post(address(page, 999)).status_code == 404
    assert client.post(own).status_code != 405
