"""The checks of quotes: on an article's page, and as filters of the list of quotes."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin.form_errors import acting_user, add_form_error, report_outcome
from articles.admin.panels import CHANGE_PAGE, Panel
from articles.models import Article, Quote, QuoteCheck, Section
from articles.publication.quote_checks import (
    MAX_EVIDENCE,
    Evidence,
    check_quote,
    may_check_quotes,
    undo_quote_check,
)
from articles.search.namesakes import distinctions
from newsroom.lib.errors import DomainError


class QuoteCheckForm(forms.Form):
    method = forms.ChoiceField(
        label=_("Checked against"), choices=QuoteCheck.Method.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=MAX_EVIDENCE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Such as the page of the notes, or the minute of the recording."),
    )
    link = forms.URLField(
        label=_("Link"), required=False, max_length=MAX_EVIDENCE, assume_scheme="https"
    )
    text = forms.CharField(widget=forms.HiddenInput)


class UndoForm(forms.Form):
    check_id = forms.IntegerField(min_value=1)


class QuoteChecksPanel(Panel):
    def urls(self) -> list[URLPattern]:
        undo = require_POST(self.undo_view)
        return [
            self.page("quotes/<uuid:uuid>/check/", self.check_view, name="check_quote"),
            self.page("quotes/undo-check/", undo, name="undo_quote_check"),
        ]

    def context(self, request: HttpRequest, article: Article) -> dict[str, Any]:
        return {
            "checked_quotes": checked_quotes(article),
            "may_check_quotes": may_check_quotes(acting_user(request), article),
        }

    def check_view(self, request: HttpRequest, article: Article, uuid: UUID) -> HttpResponse:
        _require_checker(request, article)
        quote = Quote.objects.filter(revision=article.head, uuid=uuid).first()
        if quote is None:
            raise Http404
        form = QuoteCheckForm(request.POST or None, initial={"text": quote.text})
        if form.is_valid() and self._check(request, article, uuid, form):
            return redirect(CHANGE_PAGE, article.pk)
        return self.render(
            request,
            article,
            "check_quote.html",
            title=_("Check a quote"),
            quote=quote,
            form=form,
            lines=distinctions([quote.speaker]),
        )

    def _check(
        self, request: HttpRequest, article: Article, uuid: UUID, form: QuoteCheckForm
    ) -> bool:
        evidence = dict(form.cleaned_data)
        text = evidence.pop("text")
        try:
            check_quote(
                article_id=article.pk,
                uuid=uuid,
                text=text,
                evidence=Evidence(**evidence),
                by=acting_user(request),
            )
        except DomainError as error:
            add_form_error(form, error)
            return False
        messages.success(request, _("The quote is checked."))
        return True

    def undo_view(self, request: HttpRequest, article: Article) -> HttpResponse:
        _require_checker(request, article)
        with report_outcome(request, UndoForm(request.POST), _("The check is taken back.")) as data:
            try:
                undo_quote_check(article_id=article.pk, by=acting_user(request), **data())
            except QuoteCheck.DoesNotExist as error:
                raise DomainError(str(_("It has been taken back already."))) from error
        return redirect(CHANGE_PAGE, article.pk)


def _require_checker(request: HttpRequest, article: Article) -> None:
    if not may_check_quotes(acting_user(request), article):
        raise PermissionDenied


def checked_quotes(article: Article) -> list[tuple[Quote, QuoteCheck | None]]:
    """Return the head's quotes in the order of the text, each with its check. Two queries."""
    quotes = Quote.objects.filter(revision=article.head_id).with_check().select_related("speaker")
    rows = list(quotes.order_by("field", "start"))
    checks = QuoteCheck.objects.select_related("checked_by").in_bulk(
        [row.check_id for row in rows if row.check_id]
    )
    return [(row, checks.get(row.check_id)) for row in rows]


class CheckedListFilter(admin.SimpleListFilter):
    title = _("check")
    parameter_name = "checked"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        del request, model_admin
        return [
            ("no", _("direct quotes that nobody has checked")),
            ("today", _("those of them that readers see today")),
            ("yes", _("checked")),
        ]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        del request
        quotes: Any = queryset
        if self.value() == "yes":
            return quotes.checked()
        if self.value() == "no":
            return quotes.filter(kind=Quote.Kind.DIRECT).unchecked()
        if self.value() == "today":
            return quotes.going_out_today().filter(kind=Quote.Kind.DIRECT).unchecked()
        return queryset


class SectionListFilter(admin.SimpleListFilter):
    title = _("section")
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        del request, model_admin
        return [(section.slug, section.name) for section in Section.objects.all()]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        del request
        if self.value() is None:
            return queryset
        return queryset.filter(revision__article__section__slug=self.value())
