"""Template tags of the admin."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.dashboard import desk_lists
from articles.choices import VIEW_QUOTES
from articles.search.namesakes import as_html, distinction
from entities.models import Entity

register = template.Library()
register.filter("distinction", distinction)


@register.filter
def entity_label(entity: Entity | None, lines: Mapping[int, str]) -> SafeString | str:
    """Return the entity's name, with its line of `distinctions`."""
    if entity is None:
        return str(_("nobody named"))
    return as_html(entity.name, lines.get(entity.pk, ""))


@register.inclusion_tag("admin/articles/desk_lists.html", takes_context=True)
def desk(context: Any) -> dict[str, Any]:
    """Show the lists of articles that wait for the user."""
    user = context["request"].user
    return {
        "lists": list(desk_lists(user)),
        "zone": timezone.get_current_timezone_name(),
        "checks_quotes": user.has_perm(VIEW_QUOTES),
    }
