"""Locks by hand at the desk."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin.article_views import CHANGE_PAGE, ArticlePages
from articles.admin.form_errors import acting_user, report_outcome
from articles.admin.workflow_forms import LockForm, ReleaseForm
from articles.collaboration.edit_locks import release_lock, take_lock


class LocksAdmin(ArticlePages):
    """What an article's admin has of locks."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path(
                "<int:article_id>/lock/",
                view(require_POST(self.lock_view)),
                name="articles_article_lock",
            ),
            path(
                "<int:article_id>/unlock/",
                view(require_POST(self.unlock_view)),
                name="articles_article_unlock",
            ),
            *super().get_urls(),
        ]

    def lock_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        article = self.article_or_404(request, article_id)
        take = partial(take_lock, article_id=article.pk, by=acting_user(request))
        form, title = LockForm(request.POST), _("Lock")
        asked = self.change_or_ask(request, article, form, take, done=_("Locked."), title=title)
        return asked or redirect(CHANGE_PAGE, article.pk)

    def unlock_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        article = self.article_or_404(request, article_id)
        with report_outcome(request, ReleaseForm(request.POST), _("The lock is gone.")) as given:
            release_lock(article_id=article.pk, by=acting_user(request), **given())
        return redirect(CHANGE_PAGE, article.pk)
