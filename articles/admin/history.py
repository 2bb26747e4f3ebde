"""What has happened to an article, for those who may see it; and the audit as a whole."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from articles.admin.acting import actor
from articles.admin.telling import tell
from articles.models import Article
from articles.models.article import REACH_KILLED, State
from newsroom.admin import EventAdmin
from newsroom.models import Event

PAGE_SIZE: Final = 50
LARGEST_ID: Final = 2**63 - 1


class HistoryAdmin(admin.ModelAdmin):
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
        article = self.get_object(request, object_id)
        if article is None:
            raise Http404
        before = request.GET.get("before", "")
        is_id = before.isascii() and before.isdigit() and len(before) < 19  # noqa: PLR2004
        events = Event.objects.filter(
            subject_type="article",
            subject_id=article.pk,
            pk__lt=int(before) if is_id else LARGEST_ID,
        )
        rows = list(events.select_related("actor")[: PAGE_SIZE + 1])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": _("What has happened"),
            "subtitle": str(article),
            "original": article,
            "told": tell(rows[:PAGE_SIZE]),
            "older": rows[PAGE_SIZE - 1].pk if len(rows) > PAGE_SIZE else None,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/articles/article/history.html", context)


class AuditAdmin(EventAdmin):
    """The audit without what happened to killed articles, whose words it may hold."""

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Event]":
        events = super().get_queryset(request)
        if actor(request).has_perm(REACH_KILLED):
            return events
        killed = Article.objects.filter(state=State.KILLED).values("pk")
        return events.exclude(subject_type="article", subject_id__in=killed)


admin.site.unregister(Event)
admin.site.register(Event, AuditAdmin)
