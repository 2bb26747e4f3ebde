from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse


class ChangePage(admin.ModelAdmin):
    """A change page that shows more than its form: each class adds what its template needs."""

    def beside(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """What the page of a stored object shows beside its form, for the context."""
        del request, obj
        return {}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if (obj := kwargs.get("obj")) is not None:
            context |= self.beside(request, obj)
        return super().render_change_form(request, context, *args, **kwargs)
