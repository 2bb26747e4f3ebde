"""The corrections of an article, published and changed in the admin."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.form_errors import acting_user, add_form_error
from articles.admin.panels import CHANGE_PAGE, Panel
from articles.admin.workflow_forms import CorrectionForm, shorten
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


class CorrectionsPanel(Panel):
    def urls(self) -> list[URLPattern]:
        change = self.change_correction_view
        return [
            self.page("corrections/add/", self.add_correction_view, name="add_correction"),
            self.page("corrections/<int:correction_id>/", change, name="change_correction"),
        ]

    def context(self, request: HttpRequest, article: Article) -> dict[str, Any]:
        user = acting_user(request)
        corrections = Correction.objects.filter(article=article)
        return {
            "corrections": list(corrections.select_related("author")),
            "may_correct": article.was_public and user.has_perm(ADD_CORRECTION),
            "may_change_corrections": user.has_perm(CHANGE_CORRECTION),
        }

    def add_correction_view(self, request: HttpRequest, article: Article) -> HttpResponse:
        _require_permission(request, ADD_CORRECTION)
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
        return self._correction_page(request, article, form, _("Publish a correction"))

    def change_correction_view(
        self, request: HttpRequest, article: Article, correction_id: int
    ) -> HttpResponse:
        """Change a correction, unless somebody else has changed it since the form was shown.

        Then the page shows the newer text beside what was typed, which replaces it if sent again.
        """
        _require_permission(request, CHANGE_CORRECTION)
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
        return self._correction_page(request, article, form, title, newer)

    def _correction_page(
        self,
        request: HttpRequest,
        article: Article,
        form: CorrectionForm,
        title: Any,
        newer: Correction | None = None,
    ) -> HttpResponse:
        return self.render(
            request,
            article,
            "correction.html",
            title=title,
            form=form,
            newer=newer,
            newer_about=_labels(form, newer),
        )


def _require_permission(request: HttpRequest, permission: str) -> None:
    if not acting_user(request).has_perm(permission):
        raise PermissionDenied


def _labels(form: CorrectionForm, correction: Correction | None) -> list[str]:
    """Return the form's labels of the quotes and mentions that a correction names."""
    labels = dict(form.fields["about"].choices)  # type: ignore[attr-defined]
    named = correction.tags.values_list("uuid", flat=True) if correction else ()
    return [labels[str(uuid)] for uuid in named]


def _tags(article: Article, correction: Correction | None = None) -> dict[UUID, str]:
    """Return the words of each quote and mention that the correction can name, by its id.

    Those that readers see or saw last, those of the working copy, and those that the correction
    names already.
    """
    seen = last_seen(article, timezone.now())
    offered: dict[UUID, str] = {}
    for revision in filter(None, {article.working_copy: 1, seen: 1}):
        for document in documents_of(revision).values():
            tags: list[Tag] = [*document.quotes, *document.mentions]
            offered |= {tag.uuid: shorten(words(tag, document.text)) for tag in tags}
    named = list(correction.tags.values_list("uuid", flat=True)) if correction else []
    return {uuid: str(_("no longer in the article")) for uuid in named} | offered
