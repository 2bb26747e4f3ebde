"""An article's page as readers would get its working copy, for those who see it at the desk."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.admin.article_views import ArticlePages
from articles.publication.rendition_store import preview
from articles.views.responses import framed


class PreviewAdmin(ArticlePages):
    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.preview_view)
        name = "articles_article_preview"
        return [path("<int:article_id>/preview/", view, name=name), *super().get_urls()]

    def preview_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """Indexed by no search engine, and, as all of the admin, kept by no cache."""
        article = self.article_or_404(request, article_id)
        said = _("Preview of revision %d: readers do not see this page.")
        note = format_html('<p class="preview">{}</p>', said % article.working_copy.number)
        return framed(
            request,
            f'{note}<article class="story">\n{preview(article)}</article>',
            title=article.working_copy.headline_text,
            description="",
            is_indexed=False,
        )
