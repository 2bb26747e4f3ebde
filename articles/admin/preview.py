"""The preview of an article: its page as readers would get the working copy."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.admin.panels import Panel
from articles.models import Article
from articles.publication.rendition_store import preview
from articles.views.responses import framed_page


class PreviewPanel(Panel):
    def urls(self) -> list[URLPattern]:
        return [self.page("preview/", self.preview_view, name="preview")]

    def preview_view(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Show the page. No search engine indexes it; no cache keeps it, as all of the admin."""
        message = _("Preview of revision %d: readers do not see this page.")
        note = format_html('<p class="preview">{}</p>', message % article.working_copy.number)
        return framed_page(
            request,
            f'{note}<article class="story">\n{preview(article)}</article>',
            title=article.working_copy.headline_text,
            description="",
            is_indexed=False,
        )
