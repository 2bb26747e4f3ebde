"""The lock that somebody puts on an article, with a reason and an end."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin.form_errors import acting_user, report_outcome
from articles.admin.panels import CHANGE_PAGE, Panel
from articles.admin.workflow_forms import LockForm, ReleaseForm
from articles.collaboration.edit_locks import release_lock, take_lock
from articles.models import Article


class LocksPanel(Panel):
    def urls(self) -> list[URLPattern]:
        return [
            self.page("lock/", require_POST(self.lock_view), name="lock"),
            self.page("unlock/", require_POST(self.unlock_view), name="unlock"),
        ]

    def lock_view(self, request: HttpRequest, article: Article) -> HttpResponse:
        take = partial(take_lock, article_id=article.pk, by=acting_user(request))
        form, title = LockForm(request.POST), _("Lock")
        refused = self.submit(request, article, form, take, done=_("Locked."), title=title)
        return refused or redirect(CHANGE_PAGE, article.pk)

    def unlock_view(self, request: HttpRequest, article: Article) -> HttpResponse:
        with report_outcome(request, ReleaseForm(request.POST), _("The lock is gone.")) as data:
            release_lock(article_id=article.pk, by=acting_user(request), **data())
        return redirect(CHANGE_PAGE, article.pk)
