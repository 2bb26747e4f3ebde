"""An editor at the admin's articles."""

import re
from typing import Any

from django.test import TestCase

from articles.models import Article
from tests.factories import (
    COMPLETE,
    confirm_identities,
    draft_article,
    make_person,
    make_user,
    mention,
)

ADD = "/admin/articles/article/add/"
LIST = "/admin/articles/article/"


def transition(article: Article, name: str) -> str:
    return f"{LIST}{article.pk}/transitions/{name}/"


def change(article: Article) -> str:
    return f"{LIST}{article.pk}/change/"


def seen(page: str) -> dict[str, str]:
    """Return the fields by which the page that asks before publishing says what it has shown."""
    found = re.search('name="seen" value="([0-9a-f]*)"', page)
    assert found
    return {"seen": found[1]}


class DeskTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user(is_staff=True, is_superuser=True)
        cls.austin = make_person("Lloyd Austin", aliases=["The Secretary"])
        cls.tag = mention(cls.austin, "Austin")
        cls.article = draft_article(
            "Austin speaks",
            **COMPLETE,
            body=f"<p>{cls.tag} spoke.</p><p>Gone.</p>",
        )
        confirm_identities(cls.article)

    def setUp(self):
        self.client.force_login(self.editor)

    def form(self, article: Article | None = None, **fields: Any) -> dict[str, Any]:
        """Return what the change page would send back, with `fields` typed over."""
        article = article or self.article
        head = article.head
        return {
            "headline": head.headline,
            "deck": head.deck,
            "body": head.body,
            "section": article.section.pk,
            "language": article.language,
            "initial-section": article.section.pk,
            "initial-language": article.language,
            "initial-slug": article.slug,
            "slug": article.slug,
            "byline": head.byline,
            "source": head.source,
            "base": head.number,
            **fields,
        }

    def save(self, **fields: Any) -> Any:
        return self.client.post(change(self.article), self.form(**fields), follow=True)
