"""Suggested tags in the admin: an action that makes them, and lists of how good they were."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.form_errors import acting_user
from articles.choices import REACH_KILLED, State
from articles.models import AliasTally, RuleTally, Suggestion
from articles.search.visible_entities import is_secret_to
from articles.suggestions.decisions import allow_alias
from articles.suggestions.jobs import suggest_later, suggest_with_model
from articles.suggestions.open_suggestions import suggest_for_articles
from newsroom.lib.admin.changelists import CheckedLists
from newsroom.lib.admin.paginator import BoundedPaginator

AT_ONCE = 50
"""Articles whose suggestions a request makes; more are left to the worker."""


@admin.action(description=_("Suggest tags"), permissions=["change"])
def suggest_for_selection(
    model_admin: admin.ModelAdmin, request: HttpRequest, queryset: "QuerySet[Any]"
) -> None:
    """Suggest tags at once for few articles, by the worker for many."""
    ids = list(queryset.order_by("pk").values_list("pk", flat=True))
    if len(ids) > AT_ONCE:
        suggest_later(ids)
        message = gettext("Suggestions for %d articles wait for the worker.") % len(ids)
    else:
        count = suggest_for_articles(article_ids=ids)
        suggest_with_model(ids)
        text = ngettext("%d suggestion made.", "%d suggestions made.", count) % count
        message = f"{text} {gettext('They wait in the articles to be accepted or rejected.')}"
    model_admin.message_user(request, message, messages.SUCCESS)


class ReadOnlyAdmin(CheckedLists):
    """A list that nobody edits."""

    list_per_page = 50
    show_full_result_count = False
    paginator = BoundedPaginator
    sortable_by = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyAdmin):
    """The list of suggestions: the words, the rule, and who decided."""

    list_display = [
        "exact",
        "kind",
        "name",
        "state",
        "rule",
        "score",
        "decided_by",
        "decided_at",
        "place",
    ]
    list_filter = ["state", "kind", "engine"]
    list_select_related = ["decided_by"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Suggestion]":
        """Leave out killed articles, unless the user may reach them."""
        suggestions = super().get_queryset(request)
        if acting_user(request).has_perm(REACH_KILLED):
            return suggestions
        return suggestions.exclude(article__state=State.KILLED)

    @admin.display(description=_("article"))
    def place(self, suggestion: Suggestion) -> SafeString | str:
        if suggestion.article_id is None:
            return "–"
        address = reverse("admin:articles_article_change", args=[suggestion.article_id])
        return format_html('<a href="{}">{}</a>', address, _("Open"))


@admin.register(RuleTally)
class RuleTallyAdmin(ReadOnlyAdmin):
    """The list of rules, with the share of accepted suggestions by month."""

    list_display = ["month_shown", "rule", "engine", "accepted", "rejected", "precision_shown"]
    list_display_links = None
    list_filter = ["month", "engine"]
    actions = None

    @admin.display(description=_("month"))
    def month_shown(self, tally: RuleTally) -> str:
        return f"{tally.month:%Y-%m}"

    @admin.display(description=_("share accepted"))
    def precision_shown(self, tally: RuleTally) -> str:
        return f"{100 * tally.precision:.0f} %"


@admin.register(AliasTally)
class AliasTallyAdmin(ReadOnlyAdmin):
    """The list of names, with the counts of acceptances and rejections.

    Names rejected too often are not proposed any more, until they are allowed again.
    """

    list_display = ["words", "entity", "accepted", "rejected", "is_unwanted"]
    list_display_links = None
    list_filter = ["is_unwanted"]
    list_select_related = ["entity"]
    actions = ["allow_again"]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[AliasTally]":
        """Leave out the entities that the user may not know of."""
        return (
            super().get_queryset(request).exclude(is_secret_to(acting_user(request), "entity_id"))
        )

    @admin.action(description=_("Propose these names again"))
    def allow_again(self, request: HttpRequest, queryset: "QuerySet[AliasTally]") -> None:
        for tally in queryset:
            allow_alias(tally_id=tally.pk)
        self.message_user(request, gettext("They are proposed again."), messages.SUCCESS)
