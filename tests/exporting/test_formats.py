"""Formats of exports: what is registered is offered by command, API and desk alike."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from articles.exporting.formats import FORMATS
from tests.factories import make_staff, published_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", list(FORMATS))
def test_each_format_is_offered_by_desk_api_and_command(client: Client, name: str) -> None:
    article = published_article("News")
    client.force_login(make_staff("editor"))
    address = reverse(f"api:article-{name}", args=[article.pk])
    page = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert f'href="{address}"' in page.content.decode()
    response = client.get(address)
    assert response["Content-Type"] == FORMATS[name].media_type
    assert response["Content-Disposition"].endswith(f'-revision-1{FORMATS[name].suffix}"')
    out = StringIO()
    call_command("export_articles", "--format", name, stdout=out, stderr=StringIO())
    assert out.getvalue() == response.content.decode() + "\n"


def test_format_that_does_not_exist_is_an_error_in_words() -> None:
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("export_articles", "--format", "telex")
