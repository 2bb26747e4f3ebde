"""The admin's front page."""

from typing import Any

from django import template
from django.utils import timezone

from articles.admin.front import desk_lists

register = template.Library()


@register.inclusion_tag("admin/articles/desk_lists.html", takes_context=True)
def desk(context: Any) -> dict[str, Any]:
    """The lists of what awaits the user."""
    user = context["request"].user
    return {
        "lists": list(desk_lists(user)),
        "zone": timezone.get_current_timezone_name(),
        "checks_quotes": user.has_perm("articles.view_quote"),
    }
