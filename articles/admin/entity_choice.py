"""A form field for one of many people or organisations, with what tells namesakes apart."""

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.forms import ModelChoiceField

from articles.search.namesakes import distinctions, label
from articles.search.visible_entities import known_at_desk
from entities.models import Affiliation, Entity, Organisation, Person
from newsroom.models import User


class EntityChoiceField(ModelChoiceField):
    def label_from_instance(self, obj: Entity) -> str:
        """Return the label of the chosen entity. One query, if it has no description."""
        return label(obj.name, distinctions([obj])[obj.pk])


def entity_choice_field(kind: str, site: admin.AdminSite, user: User) -> AutocompleteSelect:
    """Return the admin's own widget for a person or an organisation that the user may know of.

    The widget needs a foreign key to search for, so it uses the one of `Affiliation` of that kind.
    """
    field = Affiliation._meta.get_field(kind)
    everybody = {"person": Person, "organisation": Organisation}[kind].objects.all()
    widget = AutocompleteSelect(field, site)
    widget.choices = EntityChoiceField(known_at_desk(everybody, user), required=False).choices
    widget.is_required = False
    return widget
