"""Corrections at the desk: published on an article's page, and changed there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.article_views import CHANGE_PAGE, ArticlePages
from articles.admin.form_errors import acting_user, add_form_error
from articles.admin.workflow_forms import CorrectionForm, shortened
from articles.choices import ADD_CORRECTION, CHANGE_CORRECTION
from articles.models import Article, Correction
from articles.projection.tag_rows import documents_of
from articles.publication.corrections import (
    change_correction,
    correction_values,
    publish_correction,
    version_of_correction,
)
from articles.publication.publication_periods import last_seen
from articles.tagging import Tag, words
from newsroom.lib.errors import DomainError
from newsroom.lib.versions import StaleForm


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
        user = acting_user(request)
        found = Correction.objects.filter(article=obj)
        return {
            **super().beside(request, obj),
            "corrections": list(found.select_related("author")),
            "may_correct": obj.was_public and user.has_perm(ADD_CORRECTION),
            "may_change_corrections": user.has_perm(CHANGE_CORRECTION),
        }

    def add_correction_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        article = self._correctable(request, article_id, ADD_CORRECTION)
        form = CorrectionForm(request.POST or None, choices=_tags(article))
        if form.is_valid():
            try:
                publish_correction(
                    article_id=article.pk,
                    notice=form.notice,
                    about=form.cleaned_data["about"],
                    by=acting_user(request),
                )
            except DomainError as error:
                add_form_error(form, error)
            else:
                messages.success(request, _("The correction is published."))
                return redirect(CHANGE_PAGE, article.pk)
        return self._ask_correction(request, article, form, _("Publish a correction"))

    def change_correction_view(
        self, request: HttpRequest, article_id: int, correction_id: int
    ) -> HttpResponse:
        """Refused is what somebody else has changed meanwhile: shown beside what was typed, it is
        replaced by that at the next press."""
        article = self._correctable(request, article_id, CHANGE_CORRECTION)
        stored = Correction.objects.filter(article=article, pk=correction_id).first()
        if stored is None:
            raise Http404
        form = CorrectionForm(
            request.POST or None,
            initial={**correction_values(stored), "base": version_of_correction(stored)},
            choices=_tags(article, stored),
        )
        newer = None
        if form.is_valid():
            try:
                change_correction(
                    correction_id=correction_id,
                    notice=form.notice,
                    about=form.cleaned_data["about"],
                    base=form.cleaned_data["base"] or None,
                    by=acting_user(request),
                )
            except StaleForm as error:
                add_form_error(form, error)
                form.rebase(version_of_correction(stored))
                newer = stored
            except DomainError as error:
                add_form_error(form, error)
            else:
                messages.success(request, _("The correction is changed."))
                return redirect(CHANGE_PAGE, article.pk)
        title = _("Change a correction")
        return self._ask_correction(request, article, form, title, newer)

    def _correctable(self, request: HttpRequest, article_id: int, permission: str) -> Article:
        article = self.article_or_404(request, article_id)
        if not acting_user(request).has_perm(permission):
            raise PermissionDenied
        return article

    def _ask_correction(
        self,
        request: HttpRequest,
        article: Article,
        form: CorrectionForm,
        title: Any,
        newer: Correction | None = None,
    ) -> HttpResponse:
        return self.article_page(
            request,
            article,
            "correction.html",
            title=title,
            form=form,
            newer=newer,
            newer_about=_labels(form, newer),
        )


def _labels(form: CorrectionForm, correction: Correction | None) -> list[str]:
    """Return the labels that the form has for what a correction names."""
    labels = dict(form.fields["about"].choices)  # type: ignore[attr-defined]
    named = correction.tags.values_list("uuid", flat=True) if correction else ()
    return [labels[str(uuid)] for uuid in named]


def _tags(article: Article, correction: Correction | None = None) -> dict[UUID, str]:
    """The quotes and mentions that readers see or saw last, those of the working copy, and those
    that the correction names already. A few queries."""
    seen = last_seen(article, timezone.now())
    offered: dict[UUID, str] = {}
    for revision in filter(None, {article.working_copy: 1, seen: 1}):
        for document in documents_of(revision).values():
            tags: list[Tag] = [*document.quotes, *document.mentions]
            offered |= {tag.uuid: shortened(words(tag, document.text)) for tag in tags}
    named = list(correction.tags.values_list("uuid", flat=True)) if correction else []
    return {uuid: str(_("no longer in the article")) for uuid in named} | offered
