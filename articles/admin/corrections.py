"""Corrections at the desk: published on an article's page, and changed there."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles.admin.acting import actor, tell
from articles.admin.article_pages import CHANGE_PAGE, ArticlePages
from articles.admin.life_forms import CorrectionForm
from articles.models import Article, Correction, Mention, Quote
from articles.services.correcting import ADD, CHANGE, change_correction, publish_correction
from newsroom.lib.errors import DomainError


class CorrectionsAdmin(ArticlePages):
    """What an article's admin has of its corrections."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path(
                "<int:article_id>/corrections/add/",
                view(self.add_correction_view),
                name="articles_article_add_correction",
            ),
            path(
                "<int:article_id>/corrections/<int:correction_id>/",
                view(self.change_correction_view),
                name="articles_article_change_correction",
            ),
            *super().get_urls(),
        ]

    def beside(self, request: HttpRequest, obj: Article) -> dict[str, Any]:
        user = actor(request)
        found = Correction.objects.filter(article=obj)
        return {
            **super().beside(request, obj),
            "corrections": list(found.select_related("author")),
            "may_correct": obj.was_public and user.has_perm(ADD),
            "may_change_corrections": user.has_perm(CHANGE),
        }

    def add_correction_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        article = self._correctable(request, article_id, ADD)
        form = CorrectionForm(request.POST or None, choices=_tags(article))
        if form.is_valid():
            try:
                publish_correction(
                    article_id=article.pk,
                    notice=form.notice,
                    about=form.cleaned_data["about"],
                    by=actor(request),
                )
            except DomainError as error:
                tell(form, error)
            else:
                messages.success(request, _("The correction is published."))
                return redirect(CHANGE_PAGE, article.pk)
        return self._ask_correction(request, article, form, _("Publish a correction"))

    def change_correction_view(
        self, request: HttpRequest, article_id: int, correction_id: int
    ) -> HttpResponse:
        article = self._correctable(request, article_id, CHANGE)
        stored = Correction.objects.filter(article=article, pk=correction_id).first()
        if stored is None:
            raise Http404
        initial = {name: getattr(stored, name) for name in ("kind", "text", "place")}
        form = CorrectionForm(request.POST or None, initial=initial)
        if form.is_valid():
            try:
                change_correction(
                    correction_id=correction_id, notice=form.notice, by=actor(request)
                )
            except DomainError as error:
                tell(form, error)
            else:
                messages.success(request, _("The correction is changed."))
                return redirect(CHANGE_PAGE, article.pk)
        return self._ask_correction(request, article, form, _("Change a correction"))

    def _correctable(self, request: HttpRequest, article_id: int, permission: str) -> Article:
        article = self.article_or_404(request, article_id)
        if not actor(request).has_perm(permission):
            raise PermissionDenied
        return article

    def _ask_correction(
        self, request: HttpRequest, article: Article, form: CorrectionForm, title: Any
    ) -> HttpResponse:
        return self.article_page(request, article, "correction.html", title=title, form=form)


def _tags(article: Article) -> list[tuple[str, str]]:
    """The quotes and mentions that readers see, and those of the working copy. Two queries."""
    revisions = [pk for pk in (article.live_id, article.head_id) if pk]
    quotes = Quote.objects.filter(revision__in=revisions).order_by("start")
    mentions = Mention.objects.filter(revision__in=revisions).order_by("start")
    offered = {str(it.uuid): _short(it.text) for it in quotes}
    offered |= {str(it.uuid): _short(it.exact) for it in mentions}
    return list(offered.items())


def _short(text: str) -> str:
    return Truncator(text).chars(90)
