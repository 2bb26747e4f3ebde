"""A working copy as readers would see it: for the desk alone, and for no cache."""

from django.test import Client

from articles.models import Article, Rendition
from articles.publication.publishing import publish
from articles.revisions.saving import save_revision
from tests.desk.editing import DeskTestCase
from tests.factories import make_draft, make_user


class PreviewTests(DeskTestCase):
    def address(self, pk: int | None = None) -> str:
        return f"/admin/articles/article/{pk or self.article.pk}/preview/"

    def test_draft_is_shown_with_its_people_linked_and_stored_nowhere(self):
        page = self.client.get(self.address())
        text = page.content.decode()
        assert "Preview of revision 1" in text
        assert 'href="/people/lloyd-austin/"' in text
        assert "no-store" in page.headers["Cache-Control"]
        assert "noindex" in text
        assert not Rendition.objects.exists()
        assert Article.objects.get().published_at is None

    def test_working_copy_is_shown_and_readers_go_on_to_see_what_is_live(self):
        publish(article_id=self.article.pk, by=None)
        body = self.article.head.body.replace("Gone", "Newer words")
        draft = make_draft("Austin speaks", body=body)
        save_revision(article_id=self.article.pk, base=1, draft=draft, by=None)
        assert "Newer words" in self.client.get(self.address()).content.decode()
        public = Client().get(self.article.get_absolute_url()).content.decode()
        assert "Newer words" not in public

    def test_nobody_else_sees_it(self):
        assert Client().get(self.address()).status_code == 302
        assert self.client.get(self.address(999999)).status_code == 404
        self.client.force_login(make_user(is_staff=True))
        assert self.client.get(self.address()).status_code == 404
