"""Filters of the admin's lists by a person or an organisation."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import QuerySet
from django.forms import Media
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.entity_choice import entity_choice_field
from articles.admin.form_errors import acting_user
from entities.models import Affiliation
from newsroom.lib.numbers import parse_whole_number


class EntityListFilter(admin.ListFilter):
    """A filter by one entity, found by typing its name.

    The admin of the list has `filter_by_entity(queryset, entity_id)`.
    """

    template = "admin/articles/entity_filter.html"
    parameter_name: str

    def __init__(
        self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any
    ) -> None:
        super().__init__(request, params, model, model_admin)
        self.model_admin, self.user = model_admin, acting_user(request)
        value = params.pop(self.parameter_name, [""])[-1]
        self.entity_id = parse_whole_number(value)
        self.others = [
            (name, value)
            for name, values in request.GET.lists()
            if name not in (self.parameter_name, "p")
            for value in values
        ]

    def has_output(self) -> bool:
        return True

    def expected_parameters(self) -> list[str | None]:
        return [self.parameter_name]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        del request
        if self.entity_id is None:
            return queryset
        return self.model_admin.filter_by_entity(queryset, self.entity_id)

    def choices(self, changelist: Any) -> Iterator[Mapping[str, object]]:
        """Return none: the template shows `widget`."""
        del changelist
        return iter(())

    def widget(self) -> SafeString:
        chosen = entity_choice_field(self.parameter_name, self.model_admin.admin_site, self.user)
        attributes = {"id": f"filter-{self.parameter_name}", "aria-label": str(self.title)}
        return chosen.render(self.parameter_name, [self.entity_id], attributes)


class PersonListFilter(EntityListFilter):
    title = _("person")
    parameter_name = "person"


class OrganisationListFilter(EntityListFilter):
    title = _("organisation")
    parameter_name = "organisation"


class DeskMedia:
    """The scripts and style sheets of an admin whose lists have these filters."""

    admin_site: admin.AdminSite

    @property
    def media(self) -> Media:
        widget = AutocompleteSelect(Affiliation._meta.get_field("person"), self.admin_site)
        styles = Media(css={"all": ["articles/admin.css", "articles/workflow.css"]})
        return super().media + widget.media + styles  # type: ignore[misc]
