"""People and organisations in the admin, with their names, offices and counts of articles."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.forms import BaseInlineFormSet, ModelForm, TextInput
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.entity_choice import EntityChoiceField
from articles.admin.entity_merge import MergeAdmin
from articles.admin.form_errors import acting_user
from articles.choices import CLEAR
from articles.models import Appearance
from articles.search.namesakes import distinction, label, with_distinction
from articles.search.visible_entities import is_secret_to, known_at_desk, publicly_named
from entities.models import Affiliation, Alias, Entity, Organisation, Person
from entities.services.editing import change_entity, record_change, register_entity
from newsroom.lib.admin.changelists import CheckedChangeList, CheckedLists
from newsroom.lib.admin.paginator import BoundedPaginator
from newsroom.lib.admin.stale_fields import StaleFieldsAdmin, StaleFieldsForm
from newsroom.lib.partial_dates import PartialDateField


class NamedRowForm(StaleFieldsForm):
    """A row of an inline, compared also with rows that somebody else has stored meanwhile."""

    def tidy(self, name: str) -> str:
        """Return what was typed as the row stores it; the row remembers what nobody sees in it."""
        try:
            value: str = self.instance.tidy(name, self.cleaned_data[name])
        except ValidationError as error:
            raise ValidationError(error.messages) from error
        return value

    def validate_unique(self) -> None:
        """Check the constraints of which the parent is a part: Django leaves them out."""
        super().validate_unique()
        try:
            if self.has_changed() and not self.errors:
                self.instance.validate_constraints(exclude=self._get_validation_exclusions())  # type: ignore[attr-defined]
        except ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]


class AliasForm(NamedRowForm):
    def clean_name(self) -> str:
        """Return the name as it is stored, in which it is compared with the other rows."""
        return self.tidy("name")


class OfficeForm(NamedRowForm):
    def clean_title(self) -> str:
        """Return the title as it is stored, in which it is compared with the other rows."""
        return self.tidy("title")


class MergedRowsFormSet(BaseInlineFormSet):
    """Rows of which some come from a merged entity; a changed one becomes the survivor's own."""

    def clean(self) -> None:
        """Refuse to delete a row that somebody else has changed since it was shown."""
        super().clean()
        forms: list[Any] = self.initial_forms
        for form in forms:
            is_deleted = getattr(form, "cleaned_data", {}).get(DELETION_FIELD_NAME)
            shown = [name for name, field in form.fields.items() if field.show_hidden_initial]
            if is_deleted and form.stale_fields(form.instance, shown):
                message = _("Somebody else has changed “%s” since you opened the page: look again.")
                raise ValidationError(message % form.instance)

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
        obj.merged_from = None
        return super().save_existing(form, obj, commit)


class AliasInline(StaleFieldsAdmin, admin.TabularInline):
    model = Alias
    form = AliasForm
    formset = MergedRowsFormSet
    fk_name = "entity"
    fields = ["name"]
    extra = 1
    verbose_name_plural = _("also known as")


class AffiliationFormSet(MergedRowsFormSet):
    def get_unique_error_message(self, unique_check: Any) -> str:
        del unique_check
        return str(_("The same office stands here twice."))


class AffiliationInline(StaleFieldsAdmin, admin.TabularInline):
    """Offices, without those of merged entities, which the survivor has too.

    People and organisations that the user may not know of are left out.
    """

    model = Affiliation
    form = OfficeForm
    formset = AffiliationFormSet
    extra = 1
    formfield_overrides: ClassVar[Any] = {
        PartialDateField: {"widget": TextInput({"size": 10, "autocomplete": "off"})}
    }

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        kwargs["form_class"] = EntityChoiceField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        offices = super().get_queryset(request)
        for name in ("person", "organisation"):
            secret = is_secret_to(acting_user(request), f"{name}_id")
            offices = offices.filter(**{f"{name}__merged_into": None}).exclude(secret)
        return offices

    def get_field_queryset(self, db: Any, db_field: Any, request: Any) -> "QuerySet[Any]":
        """Return the entities that the user may choose."""
        del db
        return known_at_desk(db_field.related_model._default_manager.all(), acting_user(request))


class OfficesOfPersonInline(AffiliationInline):
    fk_name = "person"
    autocomplete_fields = ["organisation"]


class PeopleOfOrganisationInline(AffiliationInline):
    fk_name = "organisation"
    autocomplete_fields = ["person"]
    verbose_name_plural = _("people")


class EntityChangeList(CheckedChangeList):
    """The list with the counts of each entity, which the autocomplete does not need."""

    def get_queryset(self, *args: Any, **kwargs: Any) -> "QuerySet[Any]":
        return with_counts(super().get_queryset(*args, **kwargs))


class EntityAdmin(MergeAdmin, StaleFieldsAdmin, CheckedLists):
    list_display = ["name", "distinction", "article_count", "quote_count", "on_site"]
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
    view_on_site = False  # as `on_site`, which is a link only where there is a page
    sortable_by = ()  # only by its folded names

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return EntityChangeList

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Entity | None:
        entity = super().get_object(request, object_id, from_field)
        return entity and with_counts(self.get_queryset(request)).get(pk=entity.pk)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Entity]":
        entities = super().get_queryset(request).filter(merged_into=None)
        return with_distinction(known_at_desk(entities, acting_user(request)))

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> "tuple[QuerySet[Any], bool]":
        del request
        if not search_term.strip():
            return queryset, False
        return queryset.named_like(search_term).order_by("-likeness", "folded_name", "pk"), False  # type: ignore[attr-defined]

    def with_counts(self, entities: "QuerySet[Any]") -> "QuerySet[Any]":
        return with_counts(entities)

    @admin.display(description=_("description"))
    def distinction(self, entity: Any) -> str:
        return distinction(entity)

    def autocomplete_label(self, entity: Any) -> str:
        return label(entity.name, distinction(entity))

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

    def get_readonly_fields(self, request: HttpRequest, obj: Entity | None = None) -> list[str]:
        """Let only legal change that somebody is sensitive, once it is set."""
        is_kept = obj is not None and obj.is_sensitive and not acting_user(request).has_perm(CLEAR)
        kept = ["is_sensitive"] if is_kept else []
        if obj is not None and not super().has_change_permission(request, obj):
            kept = ["is_sensitive", "wikidata_id"]
        return [*self.readonly_fields, *kept]

    def has_change_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        """Allow the maker of an entity to change it until readers know it."""
        return super().has_change_permission(request, obj) or self._is_editable_by_maker(
            request, obj
        )

    def _is_editable_by_maker(self, request: HttpRequest, obj: Entity | None) -> bool:
        if obj is None or obj.created_by_id != request.user.pk:
            return False
        known = publicly_named(Entity.objects.filter(pk=obj.pk)).exists()
        return not known and self.has_add_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        """Return False: old revisions may name the entity, and readers may have its address.

        Rows of tags exist only for heads and live revisions, so they do not show who is named.
        """
        return False

    def save_model(self, request: HttpRequest, obj: Entity, form: ModelForm, change: bool) -> None:
        if change:
            change_entity(entity=obj, by=acting_user(request), fields=form.changed_data)
        else:
            obj.kind = self.kind
            register_entity(entity=obj, by=acting_user(request))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        changes = {formset.prefix: _changes(formset) for formset in formsets}
        changes = {name: what for name, what in changes.items() if what}
        if changes:
            record_change(entity=form.instance, changes=changes, by=acting_user(request))


def with_counts(entities: "QuerySet[Any]") -> "QuerySet[Any]":
    """Annotate each entity with the numbers of live articles that name it and of its quotes."""
    appearances = Appearance.objects.filter(entity=OuterRef("pk")).order_by().values("entity")
    count = appearances.values(count=Count("pk"))
    quotes = appearances.values(count=Sum("quote_count"))
    return entities.annotate(
        shown_article_count=Coalesce(Subquery(count), 0),
        shown_quote_count=Coalesce(Subquery(quotes), 0),
    )


def _changes(formset: Any) -> dict[str, list[str]]:
    """Return the rows that a stored formset has added, changed and removed, as text."""
    done = {
        "added": formset.new_objects,
        "changed": [row for row, _fields in formset.changed_objects],
        "removed": formset.deleted_objects,
    }
    return {name: list(map(str, rows)) for name, rows in done.items() if rows}


@admin.register(Person)
class PersonAdmin(EntityAdmin):
    kind = "person"
    inlines = [AliasInline, OfficesOfPersonInline]


@admin.register(Organisation)
class OrganisationAdmin(EntityAdmin):
    kind = "organisation"
    inlines = [AliasInline, PeopleOfOrganisationInline]
