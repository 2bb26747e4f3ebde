"""The history of an article, and the audit as a whole."""

from typing import Final

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from articles.admin.event_text import describe_events
from articles.admin.form_errors import acting_user
from articles.admin.panels import Panel
from articles.choices import REACH_KILLED, State
from articles.models import Article
from articles.search.visible_entities import is_secret_to
from entities.models import Entity
from newsroom.admin import EventAdmin
from newsroom.lib.numbers import parse_whole_number
from newsroom.models import Event

PAGE_SIZE: Final = 50


class HistoryPanel(Panel):
    """The article's audit, in the place of the admin's own log, of the same address."""

    def urls(self) -> list[URLPattern]:
        return [self.page("history/", self.history_view, name="history")]

    def history_view(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Show the newest fifty events of an article; with `?before=` an id, those before it."""
        before = parse_whole_number(request.GET.get("before", ""))
        events = Event.objects.filter(subject_type="article", subject_id=article.pk)
        if before is not None:
            events = events.filter(pk__lt=before)
        rows = list(events.select_related("actor")[: PAGE_SIZE + 1])
        return self.render(
            request,
            article,
            "history.html",
            title=_("What has happened"),
            events=describe_events(rows[:PAGE_SIZE]),
            older=rows[PAGE_SIZE - 1].pk if len(rows) > PAGE_SIZE else None,
        )


class AuditAdmin(EventAdmin):
    """The audit, without the events of killed articles, and of entities that only those name.

    Their data can hold words that nobody may see any more.
    """

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Event]":
        events = super().get_queryset(request)
        user = acting_user(request)
        if user.has_perm(REACH_KILLED):
            return events
        killed = Article.objects.filter(state=State.KILLED).values("pk")
        events = events.exclude(subject_type="article", subject_id__in=killed)
        is_secret = is_secret_to(user, "subject_id")
        return events.exclude(is_secret, subject_type__in=Entity.Kind.values)


admin.site.unregister(Event)
admin.site.register(Event, AuditAdmin)
