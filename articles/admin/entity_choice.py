"""Choosing one of a hundred thousand people or organisations, told apart from namesakes."""

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.forms import ModelChoiceField

from articles.search.namesakes import distinctions, label
from articles.search.visible_entities import known_at_desk
from entities.models import Affiliation, Entity, Organisation, Person
from newsroom.models import User


class EntityChoiceField(ModelChoiceField):
    def label_from_instance(self, obj: Entity) -> str:
        """What is shown of the one that is chosen. One query, if it has no description."""
        return label(obj.name, distinctions([obj])[obj.pk])


def entity_choice_field(kind: str, site: admin.AdminSite, user: User) -> AutocompleteSelect:
    """Return the admin's own widget for a person or an organisation that the user may know of.

    It asks on behalf of a field, so it borrows the one of `Affiliation` for that kind.
    """
    field = Affiliation._meta.get_field(kind)
    everybody = {"person": Person, "organisation": Organisation}[kind].objects.all()
    widget = AutocompleteSelect(field, site)
    widget.choices = EntityChoiceField(known_at_desk(everybody, user), required=False).choices
    widget.is_required = False
    return widget
