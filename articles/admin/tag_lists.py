"""Lists of mentions and quotes, which are changed in their articles only."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles.admin.entity_filters import DeskMedia, OrganisationListFilter, PersonListFilter
from articles.admin.form_errors import acting_user
from articles.admin.quote_checks import CheckedListFilter, SectionListFilter
from articles.admin.quote_search import find_quotes
from articles.models import Mention, Quote
from articles.search.namesakes import as_html, distinctions
from articles.search.visible_entities import known_at_desk
from entities.models import Entity
from newsroom.lib.admin.changelists import CheckedChangeList, CheckedLists
from newsroom.lib.admin.paginator import BoundedPaginator
from newsroom.models import User

NAMES_SEARCHED = 20
# Of the revision only the headline is shown.
TEXTS = [f"revision__{name}" for name in ("headline", "deck", "deck_text", "body", "body_text")]


class PublicListFilter(admin.SimpleListFilter):
    title = _("public")
    parameter_name = "public"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        del request, model_admin
        return [("yes", _("readers see it")), ("no", _("only in a draft"))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        del request
        if self.value() is None:
            return queryset
        return queryset.filter(live_at__isnull=self.value() == "no")


class TagChangeList(CheckedChangeList):
    """The list with what tells each row's entity from its namesakes. One query a page."""

    model_admin: "TagAdmin"

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        field = self.model_admin.entity_field
        lines = distinctions(getattr(tag, field) for tag in self.result_list)
        for tag in self.result_list:
            tag.lines = lines


class TagAdmin(DeskMedia, CheckedLists):
    """Base of the lists of mentions and of quotes."""

    list_per_page = 50
    show_full_result_count = False
    paginator = BoundedPaginator
    actions = None
    ordering = ["-id"]
    sortable_by = ()
    entity_field: str

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return TagChangeList

    def entity_label(self, tag: Any) -> SafeString | str:
        entity = getattr(tag, self.entity_field)
        if entity is None:
            return "–"
        lines = getattr(tag, "lines", None) or distinctions([entity])
        return as_html(entity.name, lines[entity.pk])

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        tags = super().get_queryset(request)
        return tags.select_related(self.entity_field, "revision__article").defer(*TEXTS)

    def filter_by_entity(self, queryset: "QuerySet[Any]", entity_id: int) -> "QuerySet[Any]":
        return queryset.filter(**{self.entity_field: entity_id})

    @admin.display(description=_("article"))
    def article(self, tag: Any) -> SafeString:
        address = reverse("admin:articles_article_change", args=[tag.revision.article_id])
        return format_html('<a href="{}">{}</a>', address, tag.revision.headline_text)

    @admin.display(description=_("public"), boolean=True)
    def is_public(self, tag: Any) -> bool:
        return tag.live_at is not None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def _find_entities(self, term: str, user: User) -> "QuerySet[Any, Any]":
        likest = known_at_desk(Entity.objects.named_like(term), user)
        likest = likest.order_by("-likeness", "pk")
        return likest.values("pk")[:NAMES_SEARCHED]


@admin.register(Mention)
class MentionAdmin(TagAdmin):
    entity_field = "entity"
    list_display = ["exact", "entity_shown", "article", "field", "is_public"]
    list_filter = ["field", PublicListFilter, PersonListFilter, OrganisationListFilter]
    search_fields = ["entity__name"]
    search_help_text = _("Names and aliases of who is mentioned.")
    fields = ["exact", "entity_shown", "article", "field", "start", "end", "uuid", "is_public"]

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> "tuple[QuerySet[Any], bool]":
        if not search_term.strip():
            return queryset, False
        return queryset.filter(
            entity__in=self._find_entities(search_term, acting_user(request))
        ), False

    @admin.display(description=_("entity"))
    def entity_shown(self, mention: Mention) -> SafeString | str:
        return self.entity_label(mention)


@admin.register(Quote)
class QuoteAdmin(TagAdmin):
    entity_field = "speaker"
    list_display = ["words", "speaker_shown", "kind", "said_on", "source", "article", "is_public"]
    list_filter = [
        CheckedListFilter,
        "kind",
        PublicListFilter,
        SectionListFilter,
        "said_on",
        PersonListFilter,
        OrganisationListFilter,
    ]
    search_fields = ["text", "speaker__name"]
    search_help_text = _("Words of the quote, or the name of who said it: the newest 500.")
    fields = [
        *("text", "speaker_shown", "role", "kind", "cue", "source", "said_on"),
        *("article", "field", "start", "end", "uuid", "is_public"),
    ]

    @admin.display(description=_("speaker"))
    def speaker_shown(self, quote: Quote) -> SafeString | str:
        return self.entity_label(quote)

    @admin.display(description=_("words"))
    def words(self, quote: Quote) -> str:
        return Truncator(quote.text).chars(140)

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> "tuple[QuerySet[Any], bool]":
        if not search_term.strip():
            return queryset, False
        speakers = self._find_entities(search_term, acting_user(request))
        ids = [row["pk"] for row in speakers]
        return queryset.filter(pk__in=find_quotes(search_term, ids)), False
