"""What has happened to an article, for those who may see it; and the audit as a whole."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles.admin.article_views import ArticlePages
from articles.admin.event_text import describe_events
from articles.admin.form_errors import acting_user
from articles.choices import REACH_KILLED, State
from articles.models import Article
from articles.search.visible_entities import is_secret_to
from entities.models import Entity
from newsroom.admin import EventAdmin
from newsroom.lib.numbers import parse_whole_number
from newsroom.models import Event

PAGE_SIZE: Final = 50


class HistoryAdmin(ArticlePages):
    """What an article's admin has of the audit. Django's own log is not kept: it holds headlines,
    whatever becomes of the article."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        del request, obj, message

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        del request, obj, message

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """The newest fifty events of one article; `?before=` an id, those before it."""
        article = self.article_or_404(request, object_id)
        before = parse_whole_number(request.GET.get("before", ""))
        events = Event.objects.filter(subject_type="article", subject_id=article.pk)
        if before is not None:
            events = events.filter(pk__lt=before)
        rows = list(events.select_related("actor")[: PAGE_SIZE + 1])
        return self.article_page(
            request,
            article,
            "history.html",
            title=_("What has happened"),
            told=describe_events(rows[:PAGE_SIZE]),
            older=rows[PAGE_SIZE - 1].pk if len(rows) > PAGE_SIZE else None,
            **(extra_context or {}),
        )


class AuditAdmin(EventAdmin):
    """The audit without what happened to killed articles, whose words it may hold, and to people
    and organisations who were made for them."""

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Event]":
        events = super().get_queryset(request)
        user = acting_user(request)
        if user.has_perm(REACH_KILLED):
            return events
        killed = Article.objects.filter(state=State.KILLED).values("pk")
        events = events.exclude(subject_type="article", subject_id__in=killed)
        secret = is_secret_to(user, "subject_id")
        return events.exclude(secret, subject_type__in=Entity.Kind.values)


admin.site.unregister(Event)
admin.site.register(Event, AuditAdmin)
