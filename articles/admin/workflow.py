"""The workflow of an article on its page: transitions, assigning, the embargo, identities."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin.form_errors import acting_user, add_form_error
from articles.admin.panels import CHANGE_PAGE, Panel
from articles.admin.workflow_forms import AssignmentForm, EmbargoForm, TransitionForm
from articles.admin.workflow_status import WorkflowStatus
from articles.errors import StaleRevision
from articles.models import Article
from articles.publication.required_corrections import changed_tags, reasons_to_correct
from articles.workflow.assignment import assign_article, set_embargo
from articles.workflow.checks.checks import find_obstacles
from articles.workflow.checks.findings import Finding, fingerprint
from articles.workflow.execution import find_transition, transition_article
from articles.workflow.identity_confirmations import confirm_identity, may_confirm_identities
from articles.workflow.transitions import Transition
from newsroom.lib.errors import DomainError
from newsroom.models import User


class WorkflowPanel(Panel):
    """The article's state, the buttons for what can be done next, and what each of them asks."""

    def urls(self) -> list[URLPattern]:
        identities = require_POST(self.identities_view)
        assignment, embargo = require_POST(self.assignment_view), require_POST(self.embargo_view)
        return [
            self.page("transitions/<slug:name>/", self.transition_view, name="transition"),
            self.page("identities/", identities, name="identities"),
            self.page("assignment/", assignment, name="assignment"),
            self.page("embargo/", embargo, name="embargo"),
        ]

    def context(self, request: HttpRequest, article: Article) -> dict[str, Any]:
        return {"workflow": WorkflowStatus(article, acting_user(request))}

    def transition_view(self, request: HttpRequest, article: Article, name: str) -> HttpResponse:
        """Make a transition, or show its form again with what was typed.

        Nothing is published before the user has seen what the checks find now: the form sends the
        fingerprint of the findings that its page lists.
        """
        try:
            transition = find_transition(name)
        except DomainError as error:
            raise Http404 from error
        if not transition.is_open_to(acting_user(request), article):
            raise PermissionDenied
        findings = find_obstacles(article) if transition.shows else []
        options: dict[str, Any] = {
            "may_override": _may_override(acting_user(request), findings),
            "asks_for_correction": bool(reasons_to_correct(article)),
            "changed": changed_tags(article),
        }
        if request.method != "POST":
            initial = _first_values(request, article)
            form = TransitionForm(transition, article, initial=initial, **options)
        elif "confirm" in request.POST:
            self._confirm_identity(request, article)
            findings = find_obstacles(article)
            form = TransitionForm(transition, article, **options)
            form.initial = form.typed_in(request.POST)
        else:
            form = TransitionForm(transition, article, request.POST, **options)
            has_seen = request.POST.get("seen", "") == fingerprint(findings)
            if findings and not has_seen:
                messages.warning(request, _("Not done yet: look at what the checks have found."))
            elif form.is_valid() and self._make_transition(request, article, transition, form):
                return self._article_or_list(request, article)
        return self._transition_page(request, article, transition, form, findings)

    def identities_view(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Confirm who is meant by a name, from the article's page."""
        self._confirm_identity(request, article)
        return self._article_or_list(request, article)

    def _confirm_identity(self, request: HttpRequest, article: Article) -> None:
        key = request.POST.get("confirm", "")
        try:
            found = confirm_identity(article_id=article.pk, key=key, by=acting_user(request))
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Confirmed: %s") % found.text)

    def _make_transition(
        self, request: HttpRequest, article: Article, transition: Transition, form: TransitionForm
    ) -> bool:
        try:
            moved = transition_article(
                article_id=article.pk,
                transition=transition.name,
                by=acting_user(request),
                details=form.transition_input,
            )
        except StaleRevision as error:
            form.rebase(error.head)
            return False
        except DomainError as error:
            add_form_error(form, error, prefixes=("", "correction_"))
            return False
        messages.success(request, moved.message)
        return True

    def _transition_page(
        self,
        request: HttpRequest,
        article: Article,
        transition: Transition,
        form: TransitionForm,
        findings: list[Finding],
    ) -> HttpResponse:
        return self.render(
            request,
            article,
            "transition.html",
            title=transition.label,
            transition=transition,
            form=form,
            findings=findings,
            seen=fingerprint(findings),
            may_confirm=may_confirm_identities(acting_user(request), article),
            reasons=reasons_to_correct(article) if transition.shows else [],
        )

    def _article_or_list(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Redirect to the article; to the list, if the user can see the article no more."""
        if self.model_admin.get_object(request, str(article.pk)) is None:
            return redirect("admin:articles_article_changelist")
        return redirect(CHANGE_PAGE, article.pk)

    def assignment_view(self, request: HttpRequest, article: Article) -> HttpResponse:
        assign = partial(assign_article, article_id=article.pk, by=acting_user(request))
        form, title = AssignmentForm(request.POST), _("Assign")
        refused = self.submit(request, article, form, assign, done=_("Assigned."), title=title)
        return refused or self._article_or_list(request, article)

    def embargo_view(self, request: HttpRequest, article: Article) -> HttpResponse:
        store = partial(set_embargo, article_id=article.pk, by=acting_user(request))
        form, done = EmbargoForm(request.POST), _("The embargo is stored.")
        refused = self.submit(request, article, form, store, done=done, title=_("Embargo"))
        return refused or self._article_or_list(request, article)


def _first_values(request: HttpRequest, article: Article) -> dict[str, Any]:
    return {
        "revision": article.working_copy.number,
        "at": article.published_at if article.is_scheduled else article.embargoed_until,
        "comment": request.GET.get("comment", ""),
    }


def _may_override(user: User, findings: list[Finding]) -> bool:
    musts = [finding for finding in findings if finding.is_must]
    return bool(musts) and all(user.has_perm(must.overrider) for must in musts)
