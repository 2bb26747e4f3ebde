"""The revisions of an article: listed, compared and restored."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin.form_errors import acting_user, report_outcome
from articles.admin.panels import CHANGE_PAGE, Panel
from articles.admin.revision_summary import in_words
from articles.models import Article, Revision
from articles.revisions.comparison import compare_revisions
from articles.revisions.restoring import restore_revision
from newsroom.lib.errors import DomainError
from newsroom.lib.numbers import parse_whole_number

PAGE_SIZE: Final = 50
LARGEST_NUMBER: Final = 2**31 - 1
TEXTS: Final = ("headline", "deck", "body", "deck_text", "body_text")


class ChoiceForm(forms.Form):
    """Two revisions to compare, in either order."""

    old = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER)
    new = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER)


class RestoreForm(forms.Form):
    base = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER)


@dataclass(frozen=True, slots=True)
class ListedRevision:
    """A revision as the list shows it."""

    revision: Revision
    is_head: bool
    is_live: bool

    @property
    def summary(self) -> str:
        if self.revision.number == 1:
            return str(_("first version"))
        return in_words(self.revision.changes) or str(_("formatting only"))


class RevisionsPanel(Panel):
    def urls(self) -> list[URLPattern]:
        restore = require_POST(self.restore_view)
        return [
            self.page("revisions/", self.revisions_view, name="revisions"),
            self.page("revisions/compare/", self.compare_view, name="compare"),
            self.page("revisions/<int:number>/restore/", restore, name="restore"),
        ]

    def revisions_view(self, request: HttpRequest, article: Article) -> HttpResponse:
        """List the newest fifty revisions; with `?before=` a number, those before it. One query."""
        before = parse_whole_number(request.GET.get("before", ""))
        revisions = Revision.objects.filter(article=article)
        if before is not None:
            revisions = revisions.filter(number__lt=before)
        rows = list(revisions.defer(*TEXTS).select_related("created_by")[: PAGE_SIZE + 1])
        listed = [
            ListedRevision(row, row.pk == article.head_id, row.pk == article.live_id)
            for row in rows[:PAGE_SIZE]
        ]
        return self.render(
            request,
            article,
            "revisions.html",
            title=_("Revisions"),
            listed=listed,
            older=listed[-1].revision.number if len(rows) > PAGE_SIZE else None,
            may_write=article.is_writable_by(acting_user(request)),
        )

    def compare_view(self, request: HttpRequest, article: Article) -> HttpResponse:
        form = ChoiceForm(request.GET)
        if not form.is_valid():
            messages.error(request, _("Choose two revisions to compare."))
            return redirect("admin:articles_article_revisions", article.pk)
        old, new = sorted((form.cleaned_data["old"], form.cleaned_data["new"]))
        before, after = _revisions(article, old, new)
        title = _("Revisions %(old)s and %(new)s") % {"old": old, "new": new}
        return self.render(
            request,
            article,
            "compare.html",
            title=title,
            old=before,
            new=after,
            compared=compare_revisions(before, after),
            may_write=article.is_writable_by(acting_user(request)),
        )

    def restore_view(self, request: HttpRequest, article: Article, number: int) -> HttpResponse:
        if not article.is_writable_by(acting_user(request)):
            raise PermissionDenied
        form = RestoreForm(request.POST)
        done = _("Revision %s is restored, as a new one.") % number
        with report_outcome(request, form, done) as data:
            try:
                saved = restore_revision(
                    article_id=article.pk, number=number, by=acting_user(request), **data()
                )
            except Revision.DoesNotExist as error:
                raise Http404 from error
            if not saved.is_new:
                raise DomainError(str(_("The article says the same already.")))
        return redirect(CHANGE_PAGE, article.pk)


def _revisions(article: Article, old: int, new: int) -> tuple[Revision, Revision]:
    found = Revision.objects.filter(article=article, number__in={old, new})
    rows = {row.number: row for row in found.select_related("created_by")}
    if rows.keys() != {old, new}:
        raise Http404
    return rows[old], rows[new]
