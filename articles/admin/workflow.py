"""The life of an article in the admin: who may see and write it, and buttons for its next step."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin.article_views import CHANGE_PAGE, ArticlePages
from articles.admin.form_errors import acting_user, add_form_error
from articles.admin.status_panel import StatusPanel
from articles.admin.workflow_forms import AssignmentForm, EmbargoForm, TransitionForm
from articles.choices import SEE_ANY, WRITE_ANY, WRITE_OWN, State
from articles.errors import CorrectionDue, StaleRevision
from articles.models import Article
from articles.publication.required_corrections import changed_tags, reasons_to_correct
from articles.workflow.assignment import assign_article, set_embargo
from articles.workflow.checks.checks import find_obstacles
from articles.workflow.checks.errors import NotReady
from articles.workflow.checks.findings import Finding, fingerprint
from articles.workflow.execution import find_transition, transition_article
from articles.workflow.identity_confirmations import confirm_identity, may_confirm_identities
from articles.workflow.transitions import TRANSITIONS, Transition
from newsroom.lib.errors import DomainError
from newsroom.models import User


class StateListFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        del request, model_admin
        return list(State.choices)

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        del request
        if self.value() not in State.values:
            return queryset
        return queryset.in_state(self.value())  # type: ignore[attr-defined]


class MineListFilter(admin.SimpleListFilter):
    title = _("in my hands")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        del request, model_admin
        return [("1", _("Yes"))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        if self.value() != "1":
            return queryset
        return queryset.in_hand_of(acting_user(request))  # type: ignore[attr-defined]


class ToClearListFilter(admin.SimpleListFilter):
    title = _("to be cleared by legal")
    parameter_name = "to_clear"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        del request, model_admin
        return [("1", _("Yes"))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        del request
        return queryset.to_clear() if self.value() == "1" else queryset  # type: ignore[attr-defined]


class WorkflowAdmin(ArticlePages):
    """What an article's admin has of its life. Who may see and write is asked of the article."""

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Article]":
        return super().get_queryset(request).visible_to(acting_user(request))  # type: ignore[attr-defined]

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        user = acting_user(request)
        if obj is None:
            return any(map(user.has_perm, (*SEE_ANY, WRITE_OWN)))
        return obj.is_visible_to(user)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        user = acting_user(request)
        if obj is None:
            return any(map(user.has_perm, (WRITE_ANY, WRITE_OWN)))
        return obj.is_writable_by(user)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path(
                "<int:article_id>/transitions/<slug:name>/",
                view(self.transition_view),
                name="articles_article_transition",
            ),
            path(
                "<int:article_id>/identities/",
                view(require_POST(self.identities_view)),
                name="articles_article_identities",
            ),
            path(
                "<int:article_id>/assignment/",
                view(require_POST(self.assignment_view)),
                name="articles_article_assignment",
            ),
            path(
                "<int:article_id>/embargo/",
                view(require_POST(self.embargo_view)),
                name="articles_article_embargo",
            ),
            *super().get_urls(),
        ]

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """Not "perhaps it was deleted", as Django says: no article is."""
        del opts, object_id
        said = _(
            "There is no such article that you may open. It may have been killed for legal "
            "reasons, or be in other hands now. What you had typed was not stored; this browser "
            "offers it again if the article comes back to you."
        )
        plain = _("There is no such article that you may open.")
        messages.warning(request, said if request.method == "POST" else plain)
        return redirect("admin:index")

    def beside(self, request: HttpRequest, obj: Article) -> dict[str, Any]:
        return {**super().beside(request, obj), "life": StatusPanel(obj, acting_user(request))}

    def transition_view(self, request: HttpRequest, article_id: int, name: str) -> HttpResponse:
        """Make a transition. What cannot be made as asked is asked again, with what was typed.

        Whoever publishes has to have seen what the checks find now: the page that lists it sends
        its fingerprint.
        """
        article = self.article_or_404(request, article_id)
        try:
            transition = find_transition(name)
        except DomainError as error:
            raise Http404 from error
        if not transition.is_open_to(acting_user(request), article):
            raise PermissionDenied
        findings = find_obstacles(article) if transition.shows else []
        asked: dict[str, Any] = {
            "may_override": _may_override(acting_user(request), findings),
            "asks_for_correction": bool(reasons_to_correct(article)),
            "changed": changed_tags(article),
        }
        if request.method != "POST":
            at = article.published_at if article.is_scheduled else article.embargoed_until
            comment = request.GET.get("comment", "")
            initial = {"revision": article.working_copy.number, "at": at, "comment": comment}
            form = TransitionForm(transition, article, initial=initial, **asked)
        elif "confirm" in request.POST:
            self._confirm(request, article)
            findings = find_obstacles(article)
            form = TransitionForm(transition, article, **asked)
            form.initial = form.typed_in(request.POST)
        else:
            form = TransitionForm(transition, article, request.POST, **asked)
            has_seen = request.POST.get("seen", "") == fingerprint(findings)
            if findings and not has_seen:
                messages.warning(request, _("Not done yet: look at what the checks have found."))
            elif form.is_valid() and self._move(request, article, transition, form):
                return self._back(request, article_id)
        return self._ask(request, article, transition, form, findings)

    def identities_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """Confirm, from the article's page, whom it means."""
        self._confirm(request, self.article_or_404(request, article_id))
        return self._back(request, article_id)

    def _confirm(self, request: HttpRequest, article: Article) -> None:
        key = request.POST.get("confirm", "")
        try:
            found = confirm_identity(article_id=article.pk, key=key, by=acting_user(request))
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Confirmed: %s") % found.text)

    def _move(
        self, request: HttpRequest, article: Article, transition: Transition, form: TransitionForm
    ) -> bool:
        try:
            moved = transition_article(
                article_id=article.pk,
                transition=transition.name,
                by=acting_user(request),
                details=form.particulars,
            )
        except StaleRevision as error:
            form.rebase(error.head)
            return False
        except DomainError as error:
            add_form_error(form, error, prefixes=("", "correction_"))
            return False
        messages.success(request, moved.message)
        return True

    def publish_saved(self, request: HttpRequest, article_id: int) -> None:
        """Publish what was just saved; what the checks find, the next page asks about."""
        if found := self._findings(request, article_id):
            messages.warning(request, _("Saved, and not published yet."))
            request.not_published = NotReady(found)  # type: ignore[attr-defined]
            return
        try:
            moved = transition_article(
                article_id=article_id, transition="publish", by=acting_user(request)
            )
            messages.success(request, moved.message)
        except DomainError as error:
            messages.warning(request, _("Saved, and not published. %s") % error.message)
            request.not_published = error  # type: ignore[attr-defined]

    def _findings(self, request: HttpRequest, article_id: int) -> list[Finding]:
        """Return what the checks find in an article that could be published now."""
        article = self.article_or_404(request, article_id)
        return [] if article.live_id == article.head_id else find_obstacles(article)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Saved before a move, to what the move asks; saved and published, back to the article.
        Where it could not be published: to the question, or back to its tags."""
        error = getattr(request, "not_published", None)
        if error is None and (asked := request.POST.get("then", "")) in TRANSITIONS:
            comment = urlencode({"comment": request.POST.get("then_comment", "")})
            address = reverse("admin:articles_article_transition", args=[obj.pk, asked])
            return redirect(f"{address}?{comment}")
        if error is None and "_publish" not in request.POST:
            return super().response_change(request, obj)
        return self.question_of(request, obj) or redirect(CHANGE_PAGE, obj.pk)

    def question_of(self, request: HttpRequest, obj: Article) -> HttpResponse | None:
        """Return the way to what has to be answered before the article is published, if it was
        saved to be."""
        error = getattr(request, "not_published", None)
        is_question = isinstance(error, NotReady) and not error.is_about_tags
        if is_question or isinstance(error, CorrectionDue):
            return redirect("admin:articles_article_transition", obj.pk, "publish")
        return None

    def _ask(
        self,
        request: HttpRequest,
        article: Article,
        transition: Transition,
        form: TransitionForm,
        findings: list[Finding],
    ) -> HttpResponse:
        return self.article_page(
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

    def _back(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """To the article, for those who can still see it."""
        if self.get_object(request, str(article_id)) is None:
            return redirect("admin:articles_article_changelist")
        return redirect(CHANGE_PAGE, article_id)

    def assignment_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        article = self.article_or_404(request, article_id)
        assign = partial(assign_article, article_id=article.pk, by=acting_user(request))
        form, title = AssignmentForm(request.POST), _("Assign")
        asked = self.change_or_ask(request, article, form, assign, done=_("Assigned."), title=title)
        return asked or self._back(request, article_id)

    def embargo_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        article = self.article_or_404(request, article_id)
        store = partial(set_embargo, article_id=article.pk, by=acting_user(request))
        form, done = EmbargoForm(request.POST), _("The embargo is stored.")
        asked = self.change_or_ask(request, article, form, store, done=done, title=_("Embargo"))
        return asked or self._back(request, article_id)


def _may_override(user: User, findings: list[Finding]) -> bool:
    musts = [finding for finding in findings if finding.is_must]
    return bool(musts) and all(user.has_perm(must.overrider) for must in musts)
