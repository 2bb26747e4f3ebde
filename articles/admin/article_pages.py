"""What the pages about one article share in its admin."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.admin.change_page import ChangePage
from articles.models import Article

CHANGE_PAGE = "admin:articles_article_change"


class ArticlePages(ChangePage):
    def article_or_404(self, request: HttpRequest, article_id: int | str) -> Article:
        """The article, for those who may see it; for all others there is none."""
        article = self.get_object(request, str(article_id))
        if article is None:
            raise Http404
        return article

    def article_page(
        self, request: HttpRequest, article: Article, template: str, *, title: Any, **context: Any
    ) -> HttpResponse:
        """A template of the article's, as a page of the admin."""
        context |= {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": title,
            "subtitle": str(article),
            "original": article,
        }
        return TemplateResponse(request, f"admin/articles/article/{template}", context)
