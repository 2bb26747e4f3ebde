"""The base of an article's panels: the parts of its page in the admin.

A new panel is a subclass of `Panel` in a module of its own, listed in
`articles.admin.articles.PANELS`. Its `context` is for a template that
`admin/articles/article/change_form.html` includes; its `urls` are the pages that it opens.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from articles.admin.form_errors import add_form_error
from articles.models import Article
from newsroom.lib.errors import DomainError

CHANGE_PAGE = "admin:articles_article_change"


def article_or_404(
    model_admin: admin.ModelAdmin, request: HttpRequest, article_id: int | str
) -> Article:
    """Return the article. Raises `Http404` for those who may not see it."""
    article: Article | None = model_admin.get_object(request, str(article_id))
    if article is None:
        raise Http404
    return article


class Panel:
    """A part of an article's page, with pages of its own below the article's address."""

    def __init__(self, model_admin: admin.ModelAdmin) -> None:
        self.model_admin = model_admin

    def urls(self) -> list[URLPattern]:
        """Return the panel's pages, each made by `page`."""
        return []

    def context(self, request: HttpRequest, article: Article) -> dict[str, Any]:
        """Return what the panel shows beside the form of a stored article."""
        del request, article
        return {}

    def page(self, route: str, view: Callable[..., HttpResponse], *, name: str) -> URLPattern:
        """Return the address of a view that is called with the request and the article.

        Answers 404 to those who may not see the article.
        """

        def page_of_article(request: HttpRequest, article_id: int, **rest: Any) -> HttpResponse:
            return view(request, article_or_404(self.model_admin, request, article_id), **rest)

        return path(
            f"<int:article_id>/{route}",
            self.model_admin.admin_site.admin_view(page_of_article),
            name=f"articles_article_{name}",
        )

    def render(
        self, request: HttpRequest, article: Article, template: str, *, title: Any, **context: Any
    ) -> HttpResponse:
        """Return a template of the article's as a page of the admin."""
        context |= {
            **self.model_admin.admin_site.each_context(request),
            "opts": self.model_admin.opts,
            "media": self.model_admin.media,
            "title": title,
            "subtitle": str(article),
            "original": article,
        }
        return TemplateResponse(request, f"admin/articles/article/{template}", context)

    def submit(
        self,
        request: HttpRequest,
        article: Article,
        form: Form,
        act: Callable[..., object],
        *,
        done: Any,
        title: Any,
    ) -> HttpResponse | None:
        """Call `act` with the form's data and report `done`.

        Returns a page with the form and what was typed, where the form or `act` refuses it.
        """
        if form.is_valid():
            try:
                act(**form.cleaned_data)
            except DomainError as error:
                add_form_error(form, error)
            else:
                messages.success(request, done)
                return None
        return self.render(request, article, "step.html", title=title, form=form)
