"""People and organisations, with their names, offices, and how much is said of and by them."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.acting import actor
from articles.models import Appearance, Mention, Quote
from entities.models import Affiliation, Alias, Entity, Organisation, Person
from entities.services.editing import change_entity, register_entity
from newsroom.lib.bounded import BoundedPaginator


class AliasInline(admin.TabularInline):
    model = Alias
    fields = ["name"]
    extra = 1
    verbose_name_plural = _("also known as")


class OfficeInline(admin.TabularInline):
    """A person's offices."""

    model = Affiliation
    fk_name = "person"
    autocomplete_fields = ["organisation"]
    extra = 1


class MemberInline(admin.TabularInline):
    """An organisation's people."""

    model = Affiliation
    fk_name = "organisation"
    autocomplete_fields = ["person"]
    extra = 1
    verbose_name_plural = _("people")


class EntityAdmin(admin.ModelAdmin):
    kind: str
    list_display = ["name", "description", "article_count", "quote_count", "on_site"]
    list_filter = ["is_sensitive"]
    list_per_page = 50
    search_fields = ["name", "aliases"]  # what get_search_results reads, for the search box to show
    search_help_text = _("Names and aliases; typing errors are forgiven.")
    show_full_result_count = False
    paginator = BoundedPaginator
    fields = [
        "name",
        "description",
        "wikidata_id",
        "is_sensitive",
        "slug",
        "article_count",
        "quote_count",
        "on_site",
    ]
    readonly_fields = ["slug", "article_count", "quote_count", "on_site"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Entity]":
        appearances = Appearance.objects.filter(entity=OuterRef("pk")).order_by().values("entity")
        count = appearances.values(count=Count("pk"))
        quotes = appearances.values(count=Sum("quote_count"))
        entities = super().get_queryset(request).filter(merged_into=None)
        return entities.annotate(
            shown_article_count=Coalesce(Subquery(count), 0),
            shown_quote_count=Coalesce(Subquery(quotes), 0),
        )

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> "tuple[QuerySet[Any], bool]":
        del request
        if not search_term.strip():
            return queryset, False
        return queryset.named_like(search_term).order_by("-likeness", "folded_name", "pk"), False  # type: ignore[attr-defined]

    @admin.display(description=_("articles"))
    def article_count(self, entity: Any) -> int:
        return int(entity.shown_article_count)

    @admin.display(description=_("quotes"))
    def quote_count(self, entity: Any) -> int:
        return int(entity.shown_quote_count)

    @admin.display(description=_("on the site"))
    def on_site(self, entity: Any) -> SafeString | str:
        if not entity.shown_article_count:
            return "–"
        return format_html('<a href="{}">{}</a>', entity.get_absolute_url(), _("View page"))

    def get_fields(self, request: HttpRequest, obj: Entity | None = None) -> Any:
        return self.fields if obj else ["name", "description", "wikidata_id", "is_sensitive"]

    def has_delete_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        """One that text names, or named, stays: its ids and addresses are out in the world."""
        if obj and any(model.objects.filter(**{name: obj}).exists() for model, name in NAMING):
            return False
        return super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Entity, form: ModelForm, change: bool) -> None:
        del form
        if change:
            change_entity(entity=obj, by=actor(request))
        else:
            obj.kind = self.kind
            register_entity(entity=obj, by=actor(request))


NAMING: tuple[tuple[Any, str], ...] = ((Mention, "entity"), (Quote, "speaker"))


@admin.register(Person)
class PersonAdmin(EntityAdmin):
    kind = "person"
    inlines = [AliasInline, OfficeInline]


@admin.register(Organisation)
class OrganisationAdmin(EntityAdmin):
    kind = "organisation"
    inlines = [AliasInline, MemberInline]
