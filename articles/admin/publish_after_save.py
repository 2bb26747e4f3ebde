"""The button "Save and publish", and the page that follows a save."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.form_errors import acting_user
from articles.admin.panels import CHANGE_PAGE
from articles.choices import PUBLISH
from articles.errors import CorrectionDue
from articles.models import Article
from articles.workflow.checks.checks import find_obstacles
from articles.workflow.checks.errors import NotReady
from articles.workflow.execution import transition_article
from articles.workflow.transitions import TRANSITIONS
from newsroom.lib.errors import DomainError


def may_publish(request: HttpRequest) -> bool:
    return request.user.has_perm(PUBLISH)


def publish_saved(request: HttpRequest, article: Article) -> None:
    """Publish an article that was just saved.

    What the checks find, or the refusal, is kept on the request for the page that comes next.
    """
    findings = [] if article.live_id == article.head_id else find_obstacles(article)
    if findings:
        messages.warning(request, _("Saved, and not published yet."))
        request.not_published = NotReady(findings)  # type: ignore[attr-defined]
        return
    try:
        moved = transition_article(
            article_id=article.pk, transition="publish", by=acting_user(request)
        )
        messages.success(request, moved.message)
    except DomainError as error:
        messages.warning(request, _("Saved, and not published. %s") % error.message)
        request.not_published = error  # type: ignore[attr-defined]


def response_after_save(request: HttpRequest, article: Article) -> HttpResponse | None:
    """Redirect after a save that was asked to publish, or to prepare a transition.

    To the form of the transition; to the article, if it is published or its tags have to be looked
    at first. Returns None after any other save.
    """
    error = getattr(request, "not_published", None)
    if error is None and (name := request.POST.get("then", "")) in TRANSITIONS:
        comment = urlencode({"comment": request.POST.get("then_comment", "")})
        address = reverse("admin:articles_article_transition", args=[article.pk, name])
        return redirect(f"{address}?{comment}")
    if error is None and "_publish" not in request.POST:
        return None
    return redirect_to_publish_form(request, article) or redirect(CHANGE_PAGE, article.pk)


def redirect_to_publish_form(request: HttpRequest, article: Article) -> HttpResponse | None:
    """Redirect to the form for publishing, if it asks something that has kept `publish_saved`."""
    error = getattr(request, "not_published", None)
    is_question = isinstance(error, NotReady) and not error.is_about_tags
    if is_question or isinstance(error, CorrectionDue):
        return redirect("admin:articles_article_transition", article.pk, "publish")
    return None
