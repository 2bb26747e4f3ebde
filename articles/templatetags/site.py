"""Template tags of the public site. Error pages have no context that could hold their values."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def site_name() -> str:
    return str(settings.SITE_NAME)
