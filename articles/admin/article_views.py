"""What the pages about one article share in its admin."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.admin.change_form_context import ChangePage
from articles.admin.form_errors import add_form_error
from articles.models import Article
from newsroom.lib.errors import DomainError

CHANGE_PAGE = "admin:articles_article_change"


class ArticlePages(ChangePage):
    def article_or_404(self, request: HttpRequest, article_id: int | str) -> Article:
        """The article, for those who may see it; for all others there is none."""
        article = self.get_object(request, str(article_id))
        if article is None:
            raise Http404
        return article

    def change_or_ask(
        self,
        request: HttpRequest,
        article: Article,
        form: Form,
        act: Callable[..., object],
        *,
        done: Any,
        title: Any,
    ) -> HttpResponse | None:
        """Call `act` with the form's data, and say `done`.

        Returns a page that asks again, with what was typed, where the form or `act` refuses it.
        """
        if form.is_valid():
            try:
                act(**form.cleaned_data)
            except DomainError as error:
                add_form_error(form, error)
            else:
                messages.success(request, done)
                return None
        return self.article_page(request, article, "step.html", title=title, form=form)

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
